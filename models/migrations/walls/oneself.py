"""What a login may say of who did something: nothing but that it was they themselves, who are of the office's staff.

Who looked stands in the words of the office's staff, and History tells stamps by the login that somebody of the staff
has: whoever could write either would do things in another's name.
"""

from models.migrations.walls.functions import NOBODY
from models.migrations.walls.roles import OWNER
from models.vocabulary.access import ONESELF

# Which columns say who did it, at the desk at which it was done. Those that say whose word it was (`decided_by_id`,
# `accepted_by_id`, `outcome_by_id`, `said_by_id` of a price, `set_by_id` of a goal), or whom something is about, name
# whoever it is, and beside a decision `typed_by_id` tells who wrote it down. What is carried from one record to another
# keeps who did it there: a plan's maker, whoever saw the evidence that an agreement rests on.
DID = {
    "access_check": ("checked_by_id",),
    "access_request": ("recorded_by_id", "evidence_seen_by_id", "extended_by_id", "copied_by_id", "ended_by_id"),
    "action": ("done_by_id",),
    "agreement": ("issued_by_id",),
    "at_given": ("said_by_id",),
    "break": ("recorded_by_id",),
    "break_undone": ("undone_by_id",),
    "charge_request": ("taken_by_id", "withdrawn_by_id"),
    "chaser": ("by_id",),
    "chc_in_service": ("recorded_by_id",),
    "closing_step": ("done_by_id",),
    "concern": ("raised_by_id",),
    "contracted_change": ("set_by_id", "withdrawn_by_id"),
    "cost_said": ("recorded_by_id",),
    "decision": ("recorded_by_id",),
    "double_up_answer": ("recorded_by_id",),
    "eligibility": ("recorded_by_id",),
    "expected_change": ("announced_by_id", "settled_by_id"),
    "explained": ("recorded_by_id", "taken_back_by_id"),
    "extension": ("agreed_by_id",),
    "extra_calls_said": ("recorded_by_id",),
    "goal_wording": ("changed_by_id",),
    "hand_over_answered": ("recorded_by_id",),
    "hand_over_taken_back": ("taken_back_by_id",),
    "handover_note": ("by_id",),
    "hold": ("ended_by_id",),
    "information_request": ("asked_by_id",),
    "legal_hold": ("placed_by_id", "lifted_by_id"),
    "meeting": ("opened_by_id",),
    "meeting_note": ("noted_by_id",),
    "meeting_taken_back": ("taken_back_by_id",),
    "milestone": ("recorded_by_id",),
    "onward_connection": ("recorded_by_id",),
    "owner_change": ("made_by_id", "taken_back_by_id"),
    "paper_file": ("made_by_id",),
    "past_offer": ("recorded_by_id",),
    "plan_taken_back": ("taken_back_by_id",),
    "power": ("seen_by_id",),
    "reassessment": ("recorded_by_id",),
    "reopening": ("reopened_by_id",),
    "representative": ("evidence_seen_by_id",),
    "retention_decision": ("decided_by_id", "approved_by_id", "withdrawn_by_id"),
    "shared_visit": ("shared_by_id", "ended_by_id"),
    "signature_refused": ("recorded_by_id",),
    "start_check": ("done_by_id",),
    "stored_setting": ("set_by_id",),
    "who_decided": ("typed_by_id",),
    "support_aim": ("recorded_by_id",),
    "suggestion_dismissed": ("dismissed_by_id",),
    "visit_not_made": ("noted_by_id",),
    "wording_phrase": ("phrased_by_id",),
    "wording_version": ("written_by_id", "sent_by_id", "released_by_id"),
}

_HEAD = "RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"
FUNCTIONS = {
    "homeward_seat": """CREATE FUNCTION public.homeward_seat(office uuid) RETURNS uuid
STABLE SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE seat CONSTANT uuid := (SELECT coalesce(m.staff_id, (SELECT s.id FROM public.staff AS s
      WHERE s.office_id = office AND s.login = m.login ORDER BY s.id LIMIT 1))
    FROM public.membership AS m
    WHERE m.login = session_user::text AND m.office_id = office AND m.withdrawn_at IS NULL);
BEGIN
  RETURN CASE WHEN public.homeward_role_on(seat, office,
    (clock_timestamp() AT TIME ZONE 'Europe/London')::date) IS NOT NULL THEN seat END;
END $$""",
    "homeward_did": f"""CREATE FUNCTION public.homeward_did() {_HEAD}
DECLARE told CONSTANT jsonb := to_jsonb(NEW); before CONSTANT jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) END;
  named CONSTANT text[] := ARRAY(SELECT told->>each FROM unnest(TG_ARGV) AS each
    WHERE told->>each IS NOT NULL AND told->>each IS DISTINCT FROM before->>each);
  seat uuid;
BEGIN
  -- while a database from before there were logins is brought up, it has no such table yet
  IF cardinality(named) > 0 AND to_regclass('public.membership') IS NOT NULL THEN
    IF EXISTS (SELECT FROM public.membership AS m WHERE m.login = session_user::text AND m.office_id = NEW.office_id
       AND m.withdrawn_at IS NULL) THEN
      seat := public.homeward_seat(NEW.office_id);
      IF seat IS NULL THEN
        {NOBODY}
      ELSIF NOT named <@ ARRAY[seat::text] THEN
        RAISE EXCEPTION 'that another did it is theirs to say' USING ERRCODE = '42501', HINT = '{ONESELF}';
      END IF;
    END IF;
  END IF;
  RETURN NEW;
END $$""",
    "homeward_oneself": f"""CREATE FUNCTION public.homeward_oneself() {_HEAD}
BEGIN
  IF EXISTS (SELECT FROM public.membership AS m WHERE m.login = session_user::text AND m.office_id = NEW.office_id
             AND m.withdrawn_at IS NULL)
     AND NEW.staff_id IS DISTINCT FROM public.homeward_seat(NEW.office_id) THEN
    RAISE EXCEPTION 'that another looked is theirs to say' USING ERRCODE = '42501', HINT = '{ONESELF}';
  END IF;
  RETURN NEW;
END $$""",
    "homeward_login_guard": f"""CREATE FUNCTION public.homeward_login_guard() {_HEAD}
BEGIN
  IF NEW.login IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.login IS DISTINCT FROM OLD.login)
     OR TG_OP = 'UPDATE' AND NEW.login IS NULL AND OLD.login IS NOT NULL THEN
    IF NOT pg_has_role(session_user, '{OWNER}', 'MEMBER') THEN
      RAISE EXCEPTION 'who logs in as whom is said at the server' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$""",
}
