create table businesses (
  id integer primary key autoincrement,
  uuid text not null unique,
  name text not null,
  date_added datetime not null,
  last_updated datetime not null
);
create table people (
  id integer primary key autoincrement,
  uuid text not null unique,
  name text not null,
  email text not null,
  date_added datetime not null,
  last_updated datetime not null
);
create table business_people (
  business_id integer not null references businesses (id),
  person_id integer not null references people (id),
  role text not null,
  primary key (business_id, person_id)
);
create table customers (
  id integer primary key autoincrement,
  uuid text not null unique,
  business_id integer not null references businesses (id),
  name text not null,
  phone text not null default '',
  city text not null default '',
  looked_after_by integer references people (id),
  date_added datetime not null,
  last_updated datetime not null
);
create table products (
  id integer primary key autoincrement,
  uuid text not null unique,
  business_id integer not null references businesses (id),
  name text not null,
  price decimal(8, 2) not null,
  date_added datetime not null,
  last_updated datetime not null
);
create table orders (
  id integer primary key autoincrement,
  uuid text not null unique,
  business_id integer not null references businesses (id),
  customer_id integer not null references customers (id),
  product_id integer not null references products (id),
  quantity integer not null,
  ordered_on date not null,
  date_added datetime not null,
  last_updated datetime not null
);
create table customer_tags (
  business_id integer not null references businesses (id),
  customer_id integer not null references customers (id),
  tag text not null,
  primary key (customer_id, tag)
);
