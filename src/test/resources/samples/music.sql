-- A shop for recorded music, as such shops are described: artists with albums, albums with tracks, playlists, customers with invoices. All
-- keys are integers, nothing has a uuid, and the database is one business.

create table artist (artist_id ID, name varchar(120) not null)

create table genre (genre_id ID, name varchar(120) not null unique)

create table media_type (media_type_id ID, name varchar(120) not null unique)

create table album (
  album_id ID,
  title varchar(160) not null,
  artist_id integer not null,
  foreign key (artist_id) references artist (artist_id))

create table track (
  track_id ID,
  name varchar(200) not null,
  album_id integer,
  media_type_id integer not null,
  genre_id integer,
  composer varchar(220),
  milliseconds integer not null,
  bytes integer,
  unit_price decimal(10,2) not null,
  foreign key (album_id) references album (album_id),
  foreign key (media_type_id) references media_type (media_type_id),
  foreign key (genre_id) references genre (genre_id))

create table playlist (playlist_id ID, name varchar(120))

create table playlist_track (
  playlist_id integer not null,
  track_id integer not null,
  primary key (playlist_id, track_id),
  foreign key (playlist_id) references playlist (playlist_id),
  foreign key (track_id) references track (track_id))

create table employee (
  employee_id ID,
  last_name varchar(20) not null,
  first_name varchar(20) not null,
  title varchar(30),
  reports_to integer,
  birth_date TIME,
  hire_date TIME,
  email varchar(60),
  foreign key (reports_to) references employee (employee_id))

create table customer (
  customer_id ID,
  first_name varchar(40) not null,
  last_name varchar(20) not null,
  company varchar(80),
  city varchar(40),
  country varchar(40),
  phone varchar(24),
  email varchar(60) not null,
  support_rep_id integer,
  foreign key (support_rep_id) references employee (employee_id))

create table invoice (
  invoice_id ID,
  customer_id integer not null,
  invoice_date TIME not null,
  billing_city varchar(40),
  total decimal(10,2) not null,
  foreign key (customer_id) references customer (customer_id))

create table invoice_line (
  invoice_line_id ID,
  invoice_id integer not null,
  track_id integer not null,
  unit_price decimal(10,2) not null,
  quantity integer not null,
  foreign key (invoice_id) references invoice (invoice_id),
  foreign key (track_id) references track (track_id))

create index track_of_album on track (album_id)

insert into artist (artist_id, name) values (1, 'The Harbour Lights'), (2, 'Zespół Łódź'), (3, '東京カルテット')

insert into genre (genre_id, name) values (1, 'Folk'), (2, 'Jazz')

insert into media_type (media_type_id, name) values (1, 'Audio file'), (2, 'Video file')

insert into album (album_id, title, artist_id) values (1, 'Low Tide', 1), (2, 'Tramwaj', 2), (3, 'Quartet No. 1', 3)

insert into track (track_id, name, album_id, media_type_id, genre_id, composer, milliseconds, bytes, unit_price) values
  (1, 'Anchor', 1, 1, 1, 'M. Quay', 201000, 5200311, 0.99), (2, 'Foghorn', 1, 1, 1, null, 188250, 4900112, 0.99),
  (3, 'Piotrkowska', 2, 1, 2, 'A. Nowak', 260100, 6800000, 1.29), (4, 'Allegro', 3, 2, 2, '', 420000, 93000000, 1.99)

insert into playlist (playlist_id, name) values (1, 'Morning'), (2, 'Closing time')

insert into playlist_track (playlist_id, track_id) values (1, 1), (1, 3), (2, 2), (2, 4)

insert into employee (employee_id, last_name, first_name, title, reports_to, birth_date, hire_date, email) values
  (1, 'Adler', 'Ida', 'General manager', null, '1972-02-18 00:00:00', '2012-08-14 00:00:00', 'ida@music.example'),
  (2, 'Berg', 'Nils', 'Sales', 1, '1988-12-08 00:00:00', '2014-05-01 00:00:00', 'nils@music.example')

insert into customer (customer_id, first_name, last_name, company, city, country, phone, email, support_rep_id) values
  (1, 'Ann', 'Lee', null, 'Toronto', 'Canada', '+1 555 0101', 'ann@lee.example', 2),
  (2, 'Jan', 'Kowalski', 'Kowalski i syn', 'Łódź', 'Poland', null, 'jan@kowalski.example', 2)

insert into invoice (invoice_id, customer_id, invoice_date, billing_city, total) values
  (1, 1, '2021-01-03 00:00:00', 'Toronto', 1.98), (2, 2, '2021-02-11 00:00:00', 'Łódź', 3.28)

insert into invoice_line (invoice_line_id, invoice_id, track_id, unit_price, quantity) values
  (1, 1, 1, 0.99, 1), (2, 1, 2, 0.99, 1), (3, 2, 3, 1.29, 1), (4, 2, 4, 1.99, 1)
