-- What both sites had when they parted.
insert into businesses (uuid, name, date_added, last_updated) values ('000000b0-0000-4000-8000-000000000001', 'Juniper Coffee', '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into people (uuid, name, email, date_added, last_updated) values ('000000a0-0000-4000-8000-000000000001', 'Maria Sand', 'maria@juniper.example', '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into business_people (business_id, person_id, role) values ((select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from people where uuid = '000000a0-0000-4000-8000-000000000001'), 'owner');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000001', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Ada Brandt', '030 555 0101', 'Berlin', (select id from people where uuid = '000000a0-0000-4000-8000-000000000001'), '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000002', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Bruno Keller', '030 555 0102', 'Berlin', (select id from people where uuid = '000000a0-0000-4000-8000-000000000001'), '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000003', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Café Łódź', '', 'Łódź', null, '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000004', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Dana Okafor', '030 555 0104', 'Potsdam', null, '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000005', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Test Customer', '', '', null, '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000006', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), '東京コーヒー', '', '東京', (select id from people where uuid = '000000a0-0000-4000-8000-000000000001'), '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into products (uuid, business_id, name, price, date_added, last_updated)
  values ('000000d0-0000-4000-8000-000000000001', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'House Blend 1 kg', 21.00, '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into products (uuid, business_id, name, price, date_added, last_updated)
  values ('000000d0-0000-4000-8000-000000000002', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Sidamo 250 g', 9.50, '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into products (uuid, business_id, name, price, date_added, last_updated)
  values ('000000d0-0000-4000-8000-000000000003', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Filter papers', 3.20, '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into orders (uuid, business_id, customer_id, product_id, quantity, ordered_on, date_added, last_updated)
  values ('000000e0-0000-4000-8000-000000000001', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-000000000001'), (select id from products where uuid = '000000d0-0000-4000-8000-000000000001'), 2, '2026-01-03', '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into orders (uuid, business_id, customer_id, product_id, quantity, ordered_on, date_added, last_updated)
  values ('000000e0-0000-4000-8000-000000000002', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-000000000002'), (select id from products where uuid = '000000d0-0000-4000-8000-000000000002'), 1, '2026-01-04', '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into orders (uuid, business_id, customer_id, product_id, quantity, ordered_on, date_added, last_updated)
  values ('000000e0-0000-4000-8000-000000000003', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-000000000004'), (select id from products where uuid = '000000d0-0000-4000-8000-000000000001'), 1, '2026-01-05', '2026-01-05 09:00:00', '2026-01-05 09:00:00');
insert into customer_tags (business_id, customer_id, tag) values ((select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-000000000001'), 'regular');
insert into customer_tags (business_id, customer_id, tag) values ((select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-000000000003'), 'wholesale');
