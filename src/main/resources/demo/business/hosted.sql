-- What was entered at the hosted site since.
insert into ciniki_users (uuid, email, name, date_added, last_updated)
  values ('000000a0-0000-4000-8000-000000000003', 'anna@fernhill.example', 'Anna Berg', '2012-01-22 20:15:00', '2012-01-22 20:15:00');
insert into ciniki_business_users (business_id, user_id, role)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_users where uuid = '000000a0-0000-4000-8000-000000000003'), 'cellar');
insert into ciniki_customers (uuid, business_id, name, phone, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000007', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Fatima Haddad', '555 0107', '2012-01-22 20:15:00', '2012-01-22 20:15:00');
insert into ciniki_customers (uuid, business_id, name, date_added, last_updated)
  values ('000000c0-0000-4000-8000-000000000008', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Georg Wirth', '2012-01-22 20:15:00', '2012-01-22 20:15:00');
insert into ciniki_customer_tags (business_id, customer_id, tag)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000007'), 'web');
insert into ciniki_subscription_customers (business_id, subscription_id, customer_id, status)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from ciniki_subscriptions where uuid = '000000e0-0000-4000-8000-000000000001'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000007'), 1);
insert into ciniki_friends (uuid, business_id, name, birthday, date_added, last_updated)
  values ('00000f00-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Cork Makers Guild', '1971-00-00', '2012-01-22 20:15:00', '2012-01-22 20:15:00');
insert into oasis_tastings (uuid, business_id, name, held_on)
  values ('00000300-0000-4000-8000-000000000002', (select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), 'Spring tasting', '2012-04-14');
insert into oasis_tasting_guests (business_id, tasting_id, customer_id)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from oasis_tastings where uuid = '00000300-0000-4000-8000-000000000002'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000007'));
insert into oasis_tasting_guests (business_id, tasting_id, customer_id)
  values ((select id from ciniki_businesses where uuid = '000000b0-0000-4000-8000-000000000001'), (select id from oasis_tastings where uuid = '00000300-0000-4000-8000-000000000002'), (select id from ciniki_customers where uuid = '000000c0-0000-4000-8000-000000000008'));
