-- Edits at the shop.
update customers set phone = '030 555 0199', last_updated = datetime('now') where uuid = '000000c0-0000-4000-8000-000000000002';
update products set price = 21.55, last_updated = datetime('now') where uuid = '000000d0-0000-4000-8000-000000000001';
delete from customers where uuid = '000000c0-0000-4000-8000-000000000005';
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-00000000000a', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Hana Sato', '030 555 0110', 'Berlin', (select id from people where uuid = '000000a0-0000-4000-8000-000000000002'), datetime('now'), datetime('now'));
insert into orders (uuid, business_id, customer_id, product_id, quantity, ordered_on, date_added, last_updated)
  values ('000000e0-0000-4000-8000-000000000007', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-00000000000a'), (select id from products where uuid = '000000d0-0000-4000-8000-000000000002'), 2, '2026-02-01', datetime('now'), datetime('now'));
