-- Another business of the hosted site, of which nothing may reach the shop.
insert into businesses (uuid, name, date_added, last_updated) values ('000000b0-0000-4000-8000-000000000002', 'Harbour Brewing', '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into people (uuid, name, email, date_added, last_updated) values ('000000a0-0000-4000-8000-000000000009', 'Otto Lind', 'otto@harbour.example', '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into business_people (business_id, person_id, role) values ((select id from businesses where uuid = '000000b0-0000-4000-8000-000000000002'), (select id from people where uuid = '000000a0-0000-4000-8000-000000000009'), 'owner');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-00000000005b', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000002'), 'Pier 4', '', 'Hamburg', (select id from people where uuid = '000000a0-0000-4000-8000-000000000009'), '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-00000000005c', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000002'), 'Quay Bar', '', 'Kiel', null, '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into products (uuid, business_id, name, price, date_added, last_updated)
  values ('000000d0-0000-4000-8000-00000000005b', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000002'), 'Pale Ale', 2.80, '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into orders (uuid, business_id, customer_id, product_id, quantity, ordered_on, date_added, last_updated)
  values ('000000e0-0000-4000-8000-00000000005b', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000002'), (select id from customers where uuid = '000000c0-0000-4000-8000-00000000005b'), (select id from products where uuid = '000000d0-0000-4000-8000-00000000005b'), 48, '2026-01-02', '2026-01-05 09:00:00', '2026-01-05 09:00:00');
