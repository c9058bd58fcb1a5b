-- What a policy cannot say, because it has to compare a row with what it was. The keeper of the
-- study (no coder's account) is stopped by none of it. QK001 marks a refusal in people's words.

CREATE OR REPLACE FUNCTION server_guard_assignment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
DECLARE
  me text := server_me();
BEGIN
  IF me IS NULL THEN
    RETURN NEW;
  END IF;
  NEW.server_done_in := NULL;
  IF TG_OP = 'INSERT' THEN
    IF NOT server_leads() THEN
      RAISE EXCEPTION 'only leads assign documents' USING ERRCODE = 'QK001';
    END IF;
    IF NEW.first_done_at IS NOT NULL AND NEW.coder <> me THEN
      RAISE EXCEPTION 'only % says when % is done', NEW.coder, NEW.coder USING ERRCODE = 'QK001';
    END IF;
    IF NEW.first_done_at IS NOT NULL THEN
      NEW.server_done_in := pg_current_xact_id();
    END IF;
    RETURN NEW;
  END IF;
  NEW.server_done_in := OLD.server_done_in;
  IF NOT server_leads() AND (NEW.round, NEW.coder, NEW.document_id, NEW.purpose, NEW.themes,
      NEW.designated, NEW.removed_by) IS DISTINCT FROM (OLD.round, OLD.coder, OLD.document_id,
      OLD.purpose, OLD.themes, OLD.designated, OLD.removed_by) THEN
    RAISE EXCEPTION 'only leads change who codes what' USING ERRCODE = 'QK001';
  END IF;
  IF (NEW.coder, NEW.document_id) IS DISTINCT FROM (OLD.coder, OLD.document_id) THEN
    RAISE EXCEPTION 'an assignment stays its coder''s' USING ERRCODE = 'QK001';
  END IF;
  IF OLD.coder <> me AND (NEW.state, NEW.first_done_at, NEW.done_at, NEW.discussed_at)
      IS DISTINCT FROM (OLD.state, OLD.first_done_at, OLD.done_at, OLD.discussed_at) THEN
    RAISE EXCEPTION 'only % says when % is done', OLD.coder, OLD.coder USING ERRCODE = 'QK001';
  END IF;
  IF OLD.first_done_at IS NULL AND NEW.first_done_at IS NOT NULL THEN
    NEW.server_done_in := pg_current_xact_id();
  ELSIF OLD.first_done_at IS DISTINCT FROM NEW.first_done_at THEN
    IF NEW.first_done_at IS NOT NULL OR server_has_seen(me, OLD.document_id) THEN
      RAISE EXCEPTION 'that you were done stays said: what the others coded in the document can be seen since'
        USING ERRCODE = 'QK001';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER server_guard BEFORE INSERT OR UPDATE ON assignment
FOR EACH ROW EXECUTE FUNCTION server_guard_assignment();

CREATE OR REPLACE FUNCTION server_guard_frozen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
DECLARE
  me text := server_me();
  work assignment%ROWTYPE;
BEGIN
  IF me IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT * INTO work FROM assignment WHERE id = NEW.assignment_id;
  IF work.coder IS DISTINCT FROM me OR work.document_id <> NEW.document_id THEN
    RAISE EXCEPTION 'only % says what % had coded', work.coder, work.coder USING ERRCODE = 'QK001';
  END IF;
  IF work.first_done_at IS NOT NULL
      AND work.server_done_in IS DISTINCT FROM pg_current_xact_id()
      AND server_has_seen(me, NEW.document_id) THEN
    RAISE EXCEPTION 'what you had coded when you said done stays as it was' USING ERRCODE = 'QK001';
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER server_guard BEFORE INSERT OR UPDATE ON frozen_coding
FOR EACH ROW EXECUTE FUNCTION server_guard_frozen();

CREATE OR REPLACE FUNCTION server_guard_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
BEGIN
  IF server_me() IS NOT NULL AND NEW.current_version <> OLD.current_version THEN
    RAISE EXCEPTION 'a text under everybody''s codings is corrected with the account that keeps the study'
      USING ERRCODE = 'QK001';
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER server_guard BEFORE UPDATE ON document
FOR EACH ROW EXECUTE FUNCTION server_guard_document();

CREATE OR REPLACE FUNCTION server_guard_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = qualkit, pg_temp AS $$
DECLARE
  was team_note%ROWTYPE := NEW;
BEGIN
  was.settled_by := OLD.settled_by;
  IF server_me() IS NOT NULL AND OLD.coder <> server_me() AND was IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'this note is %''s; others can settle it and nothing else', OLD.coder
      USING ERRCODE = 'QK001';
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER server_guard BEFORE UPDATE ON team_note
FOR EACH ROW EXECUTE FUNCTION server_guard_note();
