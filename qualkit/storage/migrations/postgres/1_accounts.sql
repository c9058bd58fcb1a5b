-- What only a server needs: whose account is whose, and what each account may see. Run again,
-- whole, whenever it or the rule of sight has changed: every statement can be repeated.

CREATE TABLE IF NOT EXISTS server_setting (
  name TEXT COLLATE "C" PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS server_account (
  role_name TEXT COLLATE "C" PRIMARY KEY,
  initials TEXT COLLATE "C" NOT NULL UNIQUE
);

-- Whose account this session was opened with; NULL for one that is no coder's. By session_user,
-- since current_user is the study's keeper in here, and anybody may SET ROLE to a role of theirs.
CREATE OR REPLACE FUNCTION server_me() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT initials FROM server_account WHERE role_name = session_user
$$;

CREATE OR REPLACE FUNCTION server_leads() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM coder WHERE initials = server_me() AND role = 'lead')
$$;

CREATE OR REPLACE FUNCTION server_hides_nothing() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM server_setting WHERE name = 'approach' AND value = 'reflexive')
$$;

-- The documents that are closed to a coder, by the rule that the program goes by as well.
CREATE OR REPLACE FUNCTION server_closed(viewer text) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT CASE WHEN server_hides_nothing() THEN '{}'::text[] ELSE coalesce(
    (SELECT array_agg(DISTINCT closed.document_id) FROM ({closed}) closed), '{}'::text[]) END
$$;

CREATE OR REPLACE FUNCTION server_closed_to_me() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT server_closed(coalesce(server_me(), ''))
$$;

-- Whether a code is another coder's private draft. A yes or no, never a list: ids tell names.
CREATE OR REPLACE FUNCTION server_hides(which text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM draft_code d WHERE d.code = which AND d.coder <> server_me()
    AND d.removed_by IS NULL AND d.shared_by IS NULL);
END
$$;

CREATE OR REPLACE FUNCTION server_hides_codes() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT NOT server_hides_nothing() AND EXISTS (SELECT 1 FROM draft_code d
    WHERE d.coder <> server_me() AND d.removed_by IS NULL AND d.shared_by IS NULL)
$$;

-- The clock of the log goes on from the last entry, also where that is hidden.
CREATE OR REPLACE FUNCTION server_last_clock() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT max(clock) FROM change_log
$$;

-- Whether anything of others can be seen in a document, so that "done" stays said.
CREATE OR REPLACE FUNCTION server_has_seen(viewer text, document text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT NOT document = ANY (server_closed(viewer)) AND EXISTS (SELECT 1 FROM coding c
    WHERE c.document_id = document AND c.coder <> viewer AND c.removed_by IS NULL)
$$;

-- Whether a code may go from the codebook: a yes or no, of codings that may be hidden.
CREATE OR REPLACE FUNCTION server_is_coded(which text, but text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM coding WHERE code = which AND removed_by IS NULL
    AND coder <> CASE WHEN but = '' THEN '' ELSE coalesce(server_me(), but) END)
$$;

-- What an entry of the log speaks of, kept beside it so that no policy has to read JSON.
CREATE OR REPLACE FUNCTION server_documents(detail text) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(value), '{}')
  FROM pg_catalog.json_array_elements_text(detail::json -> 'documents')
$$;

CREATE OR REPLACE FUNCTION server_codes(detail text) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(fact ->> 1), '{}')
  FROM pg_catalog.json_array_elements(detail::json -> 'facts') fact
  WHERE fact ->> 0 IN ('code', 'was', 'into')
$$;

CREATE OR REPLACE FUNCTION server_tables(detail text) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT op ->> 'table'), '{}')
  FROM pg_catalog.json_array_elements(detail::json -> 'ops') op
$$;

ALTER TABLE change_log ADD COLUMN IF NOT EXISTS server_documents text[]
  GENERATED ALWAYS AS (qualkit.server_documents(detail)) STORED;

ALTER TABLE change_log ADD COLUMN IF NOT EXISTS server_codes text[]
  GENERATED ALWAYS AS (qualkit.server_codes(detail)) STORED;

ALTER TABLE change_log ADD COLUMN IF NOT EXISTS server_tables text[]
  GENERATED ALWAYS AS (qualkit.server_tables(detail)) STORED;

-- The transaction in which "done" was said first: in it the codings are frozen, and never after.
ALTER TABLE assignment ADD COLUMN IF NOT EXISTS server_done_in xid8;
