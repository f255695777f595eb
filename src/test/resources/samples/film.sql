-- A rental of films, as such rentals are described: join tables with keys of two columns, pictures, views, triggers, and a time of the last
-- update that the database sets by itself.

create table language (language_id ID, name varchar(20) not null unique, last_update NOW)

create table category (category_id ID, name varchar(25) not null unique, last_update NOW)

create table actor (actor_id ID, first_name varchar(45) not null, last_name varchar(45) not null, last_update NOW)

create table country (country_id ID, country varchar(50) not null, last_update NOW)

create table city (
  city_id ID,
  city varchar(50) not null,
  country_id integer not null,
  last_update NOW,
  foreign key (country_id) references country (country_id))

create table address (
  address_id ID,
  address varchar(50) not null,
  city_id integer not null,
  phone varchar(20) not null,
  last_update NOW,
  foreign key (city_id) references city (city_id))

-- only POSTGRESQL
create type mpaa as enum ('G', 'PG', 'R')

create table film (
  film_id ID,
  title varchar(255) not null,
  description text,
  release_year YEAR,
  language_id integer not null,
  original_language_id integer,
  rental_duration smallint not null,
  rental_rate decimal(4,2) not null,
  length smallint,
  rating RATING,
  features FEATURES,
  last_update NOW,
  foreign key (language_id) references language (language_id),
  foreign key (original_language_id) references language (language_id))

create table film_actor (
  actor_id integer not null,
  film_id integer not null,
  last_update NOW,
  primary key (actor_id, film_id),
  foreign key (actor_id) references actor (actor_id),
  foreign key (film_id) references film (film_id))

create table film_category (
  film_id integer not null,
  category_id integer not null,
  last_update NOW,
  primary key (film_id, category_id),
  foreign key (film_id) references film (film_id),
  foreign key (category_id) references category (category_id))

create table store (
  store_id ID,
  manager_staff_id integer,
  address_id integer not null,
  last_update NOW,
  foreign key (address_id) references address (address_id))

create table staff (
  staff_id ID,
  first_name varchar(45) not null,
  last_name varchar(45) not null,
  address_id integer not null,
  picture BLOB,
  email varchar(50),
  store_id integer not null,
  active boolean not null,
  last_update NOW,
  foreign key (address_id) references address (address_id),
  foreign key (store_id) references store (store_id))

-- only POSTGRESQL MARIADB
alter table store add constraint manager foreign key (manager_staff_id) references staff (staff_id)

create table inventory (
  inventory_id ID,
  film_id integer not null,
  store_id integer not null,
  last_update NOW,
  foreign key (film_id) references film (film_id),
  foreign key (store_id) references store (store_id))

create table customer (
  customer_id ID,
  store_id integer not null,
  first_name varchar(45) not null,
  last_name varchar(45) not null,
  email varchar(50),
  address_id integer not null,
  create_date TIME not null,
  last_update NOW,
  foreign key (store_id) references store (store_id),
  foreign key (address_id) references address (address_id))

create table rental (
  rental_id ID,
  rental_date TIME not null,
  inventory_id integer not null,
  customer_id integer not null,
  return_date TIME,
  staff_id integer not null,
  last_update NOW,
  unique (rental_date, inventory_id, customer_id),
  foreign key (inventory_id) references inventory (inventory_id),
  foreign key (customer_id) references customer (customer_id),
  foreign key (staff_id) references staff (staff_id))

create table payment (
  payment_id ID,
  customer_id integer not null,
  rental_id integer,
  amount decimal(5,2) not null,
  payment_date TIME not null,
  foreign key (customer_id) references customer (customer_id),
  foreign key (rental_id) references rental (rental_id))

create view film_list as select f.film_id, f.title, c.name as category
  from film f join film_category fc on fc.film_id = f.film_id join category c on c.category_id = fc.category_id

-- only MARIADB
create table film_text (film_id integer not null primary key, title varchar(255) not null)

-- only MARIADB
create trigger ins_film after insert on film for each row insert into film_text (film_id, title) values (new.film_id, new.title)

-- only POSTGRESQL
create function set_last_update() returns trigger language plpgsql as $$ begin new.last_update := current_timestamp; return new; end $$

-- only POSTGRESQL
create trigger last_updated before update on film for each row execute function set_last_update()

-- only SQLITE
create trigger film_updated after update of title, description on film begin
  update film set last_update = datetime('now') where film_id = new.film_id; end

insert into language (language_id, name) values (1, 'English'), (2, 'Polski'), (3, '日本語')

insert into category (category_id, name) values (1, 'Drama'), (2, 'Family')

insert into actor (actor_id, first_name, last_name) values (1, 'Penny', 'Quince'), (2, 'Nick', 'Waters'), (3, 'Ewa', 'Zając')

insert into country (country_id, country) values (1, 'Canada')

insert into city (city_id, city, country_id) values (1, 'Lethbridge', 1)

insert into address (address_id, address, city_id, phone) values (1, '47 Hill Drive', 1, '555-0100'), (2, '28 Sea Lane', 1, '')

insert into film (film_id, title, description, release_year, language_id, original_language_id, rental_duration, rental_rate, length, rating, features)
  values (1, 'Academy of Dust', 'A tale
in two lines', 2006, 1, null, 6, 0.99, 86, 'PG', FEATURED), (2, 'Ocean of Ink', null, 2007, 2, 3, 3, 4.99, 50, 'G', null)

insert into film_actor (actor_id, film_id) values (1, 1), (2, 1), (3, 2)

insert into film_category (film_id, category_id) values (1, 1), (2, 2)

insert into store (store_id, address_id) values (1, 1)

insert into staff (staff_id, first_name, last_name, address_id, picture, email, store_id, active)
  values (1, 'Mike', 'Hall', 2, PICTURE, 'mike@film.example', 1, true)

update store set manager_staff_id = 1

insert into inventory (inventory_id, film_id, store_id) values (1, 1, 1), (2, 2, 1)

insert into customer (customer_id, store_id, first_name, last_name, email, address_id, create_date)
  values (1, 1, 'Mary', 'Smith', 'mary@film.example', 2, '2006-02-14 22:04:36')

insert into rental (rental_id, rental_date, inventory_id, customer_id, return_date, staff_id)
  values (1, '2005-05-24 22:53:30', 1, 1, '2005-05-26 22:04:30', 1), (2, '2005-06-01 10:00:00', 2, 1, null, 1)

insert into payment (payment_id, customer_id, rental_id, amount, payment_date) values (1, 1, 1, 2.99, '2005-05-26 22:04:30')
