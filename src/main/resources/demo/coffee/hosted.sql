-- What was entered at the hosted site since.
insert into people (uuid, name, email, date_added, last_updated) values ('000000a0-0000-4000-8000-000000000003', 'Anna Berg', 'anna@juniper.example', '2026-01-22 20:15:00', '2026-01-22 20:15:00');
insert into business_people (business_id, person_id, role) values ((select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from people where uuid = '000000a0-0000-4000-8000-000000000003'), 'barista');
insert into products (uuid, business_id, name, price, date_added, last_updated)
  values ('000000d0-0000-4000-8000-000000000004', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Gift card', 25.00, '2026-01-22 20:15:00', '2026-01-22 20:15:00');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000008', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Fatima Haddad', '', 'Leipzig', (select id from people where uuid = '000000a0-0000-4000-8000-000000000003'), '2026-01-22 20:15:00', '2026-01-22 20:15:00');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000009', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Georg Wirth', '', 'Bremen', null, '2026-01-22 20:15:00', '2026-01-22 20:15:00');
insert into orders (uuid, business_id, customer_id, product_id, quantity, ordered_on, date_added, last_updated)
  values ('000000e0-0000-4000-8000-000000000006', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-000000000008'), (select id from products where uuid = '000000d0-0000-4000-8000-000000000004'), 1, '2026-01-22', '2026-01-22 20:15:00', '2026-01-22 20:15:00');
insert into customer_tags (business_id, customer_id, tag) values ((select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-000000000008'), 'web');
