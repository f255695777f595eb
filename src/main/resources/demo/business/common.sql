-- What both sites had when they parted.
insert into ciniki_businesses (uuid, name)
  values ('000000b0-0000-4000-8000-000000000001', 'Fernhill Winemaking');
insert into ciniki_users (uuid, email, name)
  values ('000000a0-0000-4000-8000-000000000001', 'maria@fernhill.example', 'Maria Sand');
insert into ciniki_users (uuid, email, name)
  values ('000000a0-0000-4000-8000-000000000005', 'jonas@fernhill.example', 'Jonas Holm');
insert into ciniki_business_users (business_id, user_id, role)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where email = 'jonas@fernhill.example'), 'sales');
insert into ciniki_business_users (business_id, user_id, role)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where uuid = '000000a0-0000-4000-8000-000000000001'), 'owner');
insert into ciniki_business_settings (business_id, detail_key, detail_value)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'currency', 'CAD');
insert into ciniki_business_settings (business_id, detail_key, detail_value)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'opening', '10 to 18');
insert into ciniki_customers (uuid, business_id, name, phone, flags)
  values ('000000c0-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Ada Brandt', '555 0101', 3);
insert into ciniki_customers (uuid, business_id, name, phone)
  values ('000000c0-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Bruno Keller', '555 0102');
insert into ciniki_customers (uuid, business_id, name, phone, flags)
  values ('000000c0-0000-4000-8000-000000000003', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Café Łódź', '555 0103', 1);
insert into ciniki_customers (uuid, business_id, name, parent_id)
  values ('000000c0-0000-4000-8000-000000000004', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Lena of Café Łódź', (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000003'));
insert into ciniki_customers (uuid, business_id, name, phone)
  values ('000000c0-0000-4000-8000-000000000005', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Otis Reed', '555 0105');
insert into ciniki_customer_tags (business_id, customer_id, tag)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000001'), 'regular');
insert into ciniki_customer_tags (business_id, customer_id, tag)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000003'), 'trade');
insert into ciniki_appointments (uuid, business_id, customer_id, subject, starts)
  values ('00000a00-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000001'), 'Bottling with Ada', '2012-02-10 15:00:00');
insert into ciniki_appointments (uuid, business_id, subject, starts)
  values ('00000a00-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Chimney sweep', '2012-02-11 08:30:00');
insert into ciniki_products (uuid, business_id, name, price)
  values ('000000d0-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Merlot kit', 135.00);
insert into ciniki_products (uuid, business_id, name, price)
  values ('000000d0-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Riesling kit', 119.50);
insert into ciniki_products (uuid, business_id, name, price)
  values ('000000d0-0000-4000-8000-000000000003', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Corks, 30', 7.20);
insert into ciniki_subscriptions (uuid, business_id, name)
  values ('000000e0-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Newsletter');
insert into ciniki_subscription_customers (business_id, subscription_id, customer_id, status)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_subscriptions where uuid = '000000e0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000001'), 1);
insert into ciniki_subscription_customers (business_id, subscription_id, customer_id, status)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_subscriptions where uuid = '000000e0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000002'), 1);
insert into ciniki_wineproductions (uuid, business_id, customer_id, product_id, invoice, status, order_date)
  values ('000000f0-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000001'), (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000001'), 'F-100', 30, '2011-12-20');
insert into ciniki_wineproductions (uuid, business_id, customer_id, product_id, invoice, status, order_date)
  values ('000000f0-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000003'), (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000002'), 'F-101', 10, '2012-01-04');
insert into ciniki_wineproductions (uuid, business_id, parent_id, customer_id, product_id, invoice, status, order_date)
  values ('000000f0-0000-4000-8000-000000000003', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_wineproductions where uuid = '000000f0-0000-4000-8000-000000000002'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000004'), (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000002'), 'F-101b', 10, '2012-01-04');
insert into ciniki_wineproduction_settings (business_id, detail_key, detail_value)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'racking_days', '14');
insert into ciniki_wineproduction_settings (business_id, detail_key, detail_value)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'filtering_days', '28');
insert into ciniki_friends (uuid, business_id, name)
  values ('00000f00-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Vineyard Association');
insert into ciniki_inventory (uuid, business_id, product_id, shelf, quantity)
  values ('00000100-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000001'), 'A1', 12);
insert into ciniki_inventory (uuid, business_id, product_id, shelf, quantity)
  values ('00000100-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000003'), 'C4', 40);
insert into ciniki_images (uuid, business_id, object, object_id, title, image)
  values ('00000200-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'ciniki.products.product', (select id from ciniki_products where uuid = '000000d0-0000-4000-8000-000000000001'), 'Merlot label', cast(replace(hex(zeroblob(30000)), '00', 'merlot ') as blob));
insert into oasis_tastings (uuid, business_id, name, held_on)
  values ('00000300-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Winter tasting', '2012-02-18');
insert into oasis_tasting_guests (business_id, tasting_id, customer_id)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from oasis_tastings where uuid = '00000300-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000001'));
insert into ciniki_wineproduction_history (uuid, business_id, user_id, session, action, table_name, table_key, table_field, new_value, log_date)
  values ('00000400-0000-4000-8000-000000000001', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where email = 'maria@fernhill.example'), 'maria-1', 1, 'ciniki_wineproductions', (select id from ciniki_wineproductions where uuid = '000000f0-0000-4000-8000-000000000001'), 'uuid', '000000f0-0000-4000-8000-000000000001', '2012-01-02 09:00:00');
insert into ciniki_wineproduction_history (uuid, business_id, user_id, session, action, table_name, table_key, table_field, new_value, log_date)
  values ('00000400-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where email = 'maria@fernhill.example'), 'maria-1', 1, 'ciniki_wineproductions', (select id from ciniki_wineproductions where uuid = '000000f0-0000-4000-8000-000000000001'), 'invoice', 'F-100', '2012-01-02 09:00:00');
