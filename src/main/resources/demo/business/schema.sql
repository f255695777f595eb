create table ciniki_users (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  email varchar(100) not null,
  name varchar(100) not null,
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_businesses (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  name varchar(100) not null,
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_business_users (
  business_id integer not null references ciniki_businesses (id),
  user_id integer not null references ciniki_users (id),
  role varchar(20) not null,
  primary key (business_id, user_id)
);
create table ciniki_business_settings (
  business_id integer not null references ciniki_businesses (id),
  detail_key varchar(50) not null,
  detail_value varchar(200) not null,
  last_updated datetime not null default '2012-01-02 09:00:00',
  primary key (business_id, detail_key)
);
create table ciniki_customers (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  parent_id integer not null default 0,
  name varchar(100) not null,
  phone varchar(40) not null default '',
  flags integer not null default 0,
  notes varchar(400) not null default '',
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_customer_tags (
  business_id integer not null references ciniki_businesses (id),
  customer_id integer not null references ciniki_customers (id),
  tag varchar(40) not null,
  primary key (customer_id, tag)
);
create table ciniki_appointments (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  customer_id integer references ciniki_customers (id),
  subject varchar(100) not null,
  starts datetime not null,
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_products (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  name varchar(100) not null,
  price decimal(8, 2) not null,
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_subscriptions (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  name varchar(100) not null,
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_subscription_customers (
  business_id integer not null references ciniki_businesses (id),
  subscription_id integer not null references ciniki_subscriptions (id),
  customer_id integer not null references ciniki_customers (id),
  status tinyint(1) not null,
  last_updated datetime not null default '2012-01-02 09:00:00',
  primary key (subscription_id, customer_id)
);
create table ciniki_wineproductions (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  parent_id integer not null default 0,
  customer_id integer not null references ciniki_customers (id),
  product_id integer not null references ciniki_products (id),
  invoice varchar(20) not null,
  status integer not null default 10,
  order_date date not null,
  bottling_date date not null default '0000-00-00',
  notes varchar(400) not null default '',
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_wineproduction_settings (
  business_id integer not null references ciniki_businesses (id),
  detail_key varchar(50) not null,
  detail_value varchar(200) not null,
  last_updated datetime not null default '2012-01-02 09:00:00',
  primary key (business_id, detail_key)
);
create table ciniki_wineproduction_history (
  id integer primary key autoincrement,
  uuid varchar(36) not null,
  business_id integer not null references ciniki_businesses (id),
  user_id integer not null,
  session varchar(50) not null,
  action integer not null,
  table_name varchar(50) not null,
  table_key varchar(50) not null,
  table_field varchar(50) not null,
  new_value varchar(400) not null,
  log_date datetime not null
);
create table ciniki_friends (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  name varchar(100) not null,
  birthday date not null default '0000-00-00',
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_inventory (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  product_id integer not null references ciniki_products (id),
  shelf varchar(20) not null,
  quantity integer not null,
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table ciniki_images (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  object varchar(80) not null,
  object_id integer not null,
  title varchar(100) not null,
  image blob not null,
  date_added datetime not null default '2012-01-02 09:00:00',
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table oasis_tastings (
  id integer primary key autoincrement,
  uuid varchar(36) not null unique,
  business_id integer not null references ciniki_businesses (id),
  name varchar(100) not null,
  held_on date not null,
  last_updated datetime not null default '2012-01-02 09:00:00'
);
create table oasis_tasting_guests (
  business_id integer not null references ciniki_businesses (id),
  tasting_id integer not null references oasis_tastings (id),
  customer_id integer not null references ciniki_customers (id),
  primary key (tasting_id, customer_id)
);
