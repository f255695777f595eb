-- Edits at the hosted site.
update customers set city = 'Potsdam', last_updated = datetime('now') where uuid = '000000c0-0000-4000-8000-000000000002';
update products set price = 22.45, last_updated = datetime('now') where uuid = '000000d0-0000-4000-8000-000000000001';
insert into customers (uuid, business_id, name, phone, city, looked_after_by, date_added, last_updated)
  values ('000000c0-0000-4000-8000-00000000000b', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Ivo Maric', '', 'Rostock', (select id from people where uuid = '000000a0-0000-4000-8000-000000000003'), datetime('now'), datetime('now'));
insert into customer_tags (business_id, customer_id, tag) values ((select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-00000000000b'), 'web');
insert into orders (uuid, business_id, customer_id, product_id, quantity, ordered_on, date_added, last_updated)
  values ('000000e0-0000-4000-8000-000000000008', (select id from businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from customers where uuid = '000000c0-0000-4000-8000-000000000001'), (select id from products where uuid = '000000d0-0000-4000-8000-000000000001'), 1, '2026-02-02', datetime('now'), datetime('now'));
