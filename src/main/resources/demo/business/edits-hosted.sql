-- Edits at the hosted site.
update ciniki_wineproductions set notes = 'Gift wrapping, please', last_updated = datetime('now') where uuid = '000000f0-0000-4000-8000-000000000001';
update ciniki_products set price = 139.00, last_updated = datetime('now') where uuid = '000000d0-0000-4000-8000-000000000001';
update ciniki_wineproduction_settings set detail_value = '30', last_updated = datetime('now') where detail_key = 'filtering_days';
insert into ciniki_appointments (uuid, business_id, customer_id, subject, starts, date_added, last_updated)
  values ('00000a00-0000-4000-8000-000000000004', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000005'), 'Otis wants to taste', '2012-02-20 17:00:00', datetime('now'), datetime('now'));
update ciniki_images set title = 'Merlot label, 2012', last_updated = datetime('now') where uuid = '00000200-0000-4000-8000-000000000001';
insert into oasis_tasting_guests (business_id, tasting_id, customer_id)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from oasis_tastings where uuid = '00000300-0000-4000-8000-000000000002'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000001'));
insert into ciniki_wineproduction_history (uuid, business_id, user_id, session, action, table_name, table_key, table_field, new_value, log_date)
  values ('00000400-0000-4000-8000-000000000021', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where email = 'jonas@fernhill.example'), 'jonas-1', 2, 'ciniki_wineproductions', (select id from ciniki_wineproductions where uuid = '000000f0-0000-4000-8000-000000000001'), 'notes', 'Gift wrapping, please', datetime('now'));
insert into ciniki_wineproduction_history (uuid, business_id, user_id, session, action, table_name, table_key, table_field, new_value, log_date)
  values ('00000400-0000-4000-8000-000000000022', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where email = 'jonas@fernhill.example'), 'jonas-1', 2, 'ciniki_wineproduction_settings', 'filtering_days', 'detail_value', '30', datetime('now'));
