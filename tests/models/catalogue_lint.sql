-- What a server's catalogue is asked: of each question every row is a hole. Beside what this program wants
-- (models/migrations/walls/found.py) it is asked of whatever there is, so that what a later release adds is told too.

-- # a table whose rows everybody sees
SELECT relname FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> 'alembic_version';

-- # row security without a policy
SELECT relname FROM pg_class AS c
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity AND NOT EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid);

-- # a policy that trusts a setting
SELECT polname FROM pg_policy WHERE
  concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~ 'current_setting|current_user';

-- # a function with its owner's rights that looks names up where anybody can put some
SELECT proname FROM pg_proc
  WHERE prosecdef AND pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM unnest(proconfig) AS each WHERE each = 'search_path=pg_catalog, pg_temp');

-- # a function that anybody may call
SELECT proname FROM pg_proc AS p,
  aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
  WHERE pronamespace = 'public'::regnamespace AND a.grantee = 0;

-- # a view that sees with its owner's eyes
SELECT relname FROM pg_class WHERE relkind = 'v'
  AND relnamespace = 'public'::regnamespace AND NOT coalesce(reloptions::text ~ 'security_invoker=(true|on)', false);

-- # a kept view
SELECT relname FROM pg_class
  WHERE relkind = 'm' AND relnamespace = 'public'::regnamespace;

-- # a right to a whole table with which it can be locked or emptied
SELECT relname, a.privilege_type
  FROM pg_class AS c, aclexplode(c.relacl) AS a WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND a.grantee <> c.relowner
  AND a.privilege_type <> 'SELECT';

-- # a key that says of one office what another has
SELECT i.indexrelid::regclass::text FROM pg_index AS i
  JOIN (SELECT c.oid, c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'office_id') AS t ON t.oid = i.indrelid
  WHERE i.indisunique AND NOT i.indisprimary AND NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = i.indrelid AND a.attname = 'office_id' AND a.attnum = ANY(i.indkey))
  AND NOT EXISTS (SELECT FROM pg_constraint AS f WHERE f.conrelid = i.indrelid AND f.contype = 'f'
    AND EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = f.conrelid AND a.attname = 'office_id' AND a.attnum = ANY(f.conkey)) AND f.conkey && string_to_array(i.indkey::text, ' ')::smallint[]);

-- # a link to another office's record
SELECT f.conname FROM pg_constraint AS f
  JOIN (SELECT c.oid, c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'office_id') AS child ON child.oid = f.conrelid JOIN (SELECT c.oid, c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'office_id') AS parent ON parent.oid = f.confrelid
  WHERE f.contype = 'f' AND NOT EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = f.conrelid AND a.attname = 'office_id' AND a.attnum = ANY(f.conkey))
  AND NOT EXISTS (SELECT FROM pg_constraint AS other WHERE other.conrelid = f.conrelid AND other.contype = 'f'
    AND EXISTS (SELECT FROM pg_attribute AS a WHERE a.attrelid = other.conrelid AND a.attname = 'office_id' AND a.attnum = ANY(other.conkey)) AND other.conkey && f.conkey);

-- # a login that the walls don't hold
SELECT rolname FROM pg_roles WHERE rolcanlogin
  AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)
  AND rolname NOT IN ('admin', 'homeward_backup');

-- # an owner who logs in, or who may be somebody else
SELECT rolname FROM pg_roles
  WHERE rolname IN ('homeward_owner', 'homeward_audit', 'homeward_desk')
  AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication);

-- # a login that can become an owner
SELECT rolname FROM pg_roles
  WHERE rolcanlogin AND NOT rolsuper AND rolname <> 'homeward_migrator'
  AND (pg_has_role(oid, 'homeward_owner', 'MEMBER') OR pg_has_role(oid, 'homeward_audit', 'MEMBER'));

-- # a record that changes without its stamps or its audit
SELECT c.relname FROM pg_class AS c
  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'updated_by'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  AND 2 <> (SELECT count(*) FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgenabled = 'O'
    AND t.tgname IN ('a_stamp', 'z_audit'));

-- # a schema in which anybody can make something
SELECT nspname FROM pg_namespace AS n, aclexplode(n.nspacl) AS a
  WHERE a.privilege_type = 'CREATE' AND (a.grantee = 0 OR a.grantee = 'homeward_desk'::regrole);

-- # a database that anybody may connect to, or make temporary tables in
SELECT a.privilege_type
  FROM pg_database AS d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS a
  WHERE d.datname = current_database() AND (a.grantee = 0
    OR a.grantee = 'homeward_desk'::regrole AND a.privilege_type <> 'CONNECT');

-- # rights that a new table would give away
SELECT defaclobjtype FROM pg_default_acl;

-- # a large object that anybody can make, outside every table and office
SELECT proname FROM pg_proc AS p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
  WHERE pronamespace = 'pg_catalog'::regnamespace AND proname IN ('lo_creat', 'lo_create', 'lo_from_bytea') AND a.grantee = 0;
