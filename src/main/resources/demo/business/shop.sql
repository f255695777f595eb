-- What was entered at the shop since.
insert into ciniki_users (uuid, email, name, date_added, last_updated)
  values ('000000a0-0000-4000-8000-000000000002', 'anna@fernhill.example', 'Anna Berg', '2012-01-20 16:30:00', '2012-01-20 16:30:00');
insert into ciniki_business_users (business_id, user_id, role)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where uuid = '000000a0-0000-4000-8000-000000000002'), 'cellar');
insert into ciniki_customers (uuid, business_id, name, phone, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000006', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Emil Novak', '555 0106', '2012-01-20 16:30:00', '2012-01-20 16:30:00');
insert into ciniki_appointments (uuid, business_id, customer_id, subject, starts, date_added, last_updated)
  values ('00000a00-0000-4000-8000-000000000003', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000006'), 'First visit of Emil', '2012-02-14 11:00:00', '2012-01-20 16:30:00', '2012-01-20 16:30:00');
insert into ciniki_wineproductions (uuid, business_id, customer_id, product_id, invoice, order_date, date_added, last_updated)
  values ('000000f0-0000-4000-8000-000000000004', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000006'), (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000001'), 'F-102', '2012-01-20', '2012-01-20 16:30:00', '2012-01-20 16:30:00');
insert into ciniki_inventory (uuid, business_id, product_id, shelf, quantity, date_added, last_updated)
  values ('00000100-0000-4000-8000-000000000003', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000002'), 'A2', 9, '2012-01-20 16:30:00', '2012-01-20 16:30:00');
insert into ciniki_images (uuid, business_id, object, object_id, title, image, date_added, last_updated)
  values ('00000200-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'ciniki.wineproduction.order', (select id from ciniki_wineproductions where uuid = '000000f0-0000-4000-8000-000000000001'), 'Carboy of F-100', cast(replace(hex(zeroblob(20000)), '00', 'carboy ') as blob), '2012-01-20 16:30:00', '2012-01-20 16:30:00');
