-- Edits at the shop.
update ciniki_wineproductions set status = 60, bottling_date = '2012-02-10', last_updated = datetime('now') where uuid = '000000f0-0000-4000-8000-000000000001';
update ciniki_products set price = 129.00, last_updated = datetime('now') where uuid = '000000d0-0000-4000-8000-000000000001';
update ciniki_inventory set quantity = quantity - 1, last_updated = datetime('now') where uuid = '00000100-0000-4000-8000-000000000001';
update ciniki_wineproduction_settings set detail_value = '12', last_updated = datetime('now') where detail_key = 'racking_days';
delete from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000005';
insert into ciniki_images (uuid, business_id, object, object_id, title, image, date_added, last_updated)
  values ('00000200-0000-4000-8000-000000000003', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'ciniki.customers.customer', (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000006'), 'Emil with his Merlot', cast(replace(hex(zeroblob(25000)), '00', 'emil ') as blob), datetime('now'), datetime('now'));
insert into ciniki_wineproduction_history (uuid, business_id, user_id, session, action, table_name, table_key, table_field, new_value, log_date)
  values ('00000400-0000-4000-8000-000000000011', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where email = 'maria@fernhill.example'), 'maria-1', 2, 'ciniki_wineproductions', (select id from ciniki_wineproductions where uuid = '000000f0-0000-4000-8000-000000000001'), 'status', '60', datetime('now'));
insert into ciniki_wineproduction_history (uuid, business_id, user_id, session, action, table_name, table_key, table_field, new_value, log_date)
  values ('00000400-0000-4000-8000-000000000012', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where email = 'maria@fernhill.example'), 'maria-1', 2, 'ciniki_wineproductions', (select id from ciniki_wineproductions where uuid = '000000f0-0000-4000-8000-000000000001'), 'bottling_date', '2012-02-10', datetime('now'));
insert into ciniki_wineproduction_history (uuid, business_id, user_id, session, action, table_name, table_key, table_field, new_value, log_date)
  values ('00000400-0000-4000-8000-000000000013', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where email = 'maria@fernhill.example'), 'maria-1', 2, 'ciniki_wineproduction_settings', 'racking_days', 'detail_value', '12', datetime('now'));
