-- Another business of the hosted site, of which nothing may reach the shop.
insert into ciniki_businesses (uuid, name)
  values ('000000b0-0000-4000-8000-000000000002', 'Harbour Brewing');
insert into ciniki_users (uuid, email, name)
  values ('000000a0-0000-4000-8000-000000000009', 'otto@harbour.example', 'Otto Lind');
insert into ciniki_business_users (business_id, user_id, role)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000002'), (select id from ciniki_users where uuid = '000000a0-0000-4000-8000-000000000009'), 'owner');
insert into ciniki_customers (uuid, business_id, name)
  values ('000000c0-0000-4000-8000-000000000091', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000002'), 'Pier 4');
insert into ciniki_customers (uuid, business_id, name)
  values ('000000c0-0000-4000-8000-000000000092', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000002'), 'Quay Bar');
insert into ciniki_products (uuid, business_id, name, price)
  values ('000000d0-0000-4000-8000-000000000091', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000002'), 'Pale Ale kit', 42.00);
insert into ciniki_wineproductions (uuid, business_id, customer_id, product_id, invoice, order_date)
  values ('000000f0-0000-4000-8000-000000000091', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000002'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000091'), (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000091'), 'F-100', '2012-01-03');
insert into ciniki_images (uuid, business_id, object, object_id, title, image)
  values ('00000200-0000-4000-8000-000000000091', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000002'), 'ciniki.customers.customer', (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000091'), 'Pier 4 by night', cast(replace(hex(zeroblob(2000)), '00', 'pier ') as blob));
