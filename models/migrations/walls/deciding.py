"""What a server itself asks of a decision (END-10): whose word it rests on, on that day.

The same as `models.rules.deciding` asks first, with its sentences; who is on the staff as what is told as
`models.staff_of_days` tells it.
"""

from collections.abc import Iterable

from models.vocabulary.access import ITS_DECIDER, Right
from models.vocabulary.deciding import OF_COORDINATOR, OF_MDT, DecidedDeed
from models.vocabulary.staff import CASE_COORDINATORS, ORGANISERS, Role

_HEAD = "SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$"


def _among(choices: Iterable[DecidedDeed | Role]) -> str:
    return f"'{{{','.join(sorted(each.value for each in choices))}}}'::text[]"


def _refused(why: str) -> str:
    return f"RAISE EXCEPTION '{why}' USING ERRCODE = '42501', HINT = '{ITS_DECIDER}'"


def _names_another(what: str) -> str:
    """Whether a referral is said anew to be so by somebody who was no DSO on its day."""
    who, day = f"NEW.{what}_by_id", f"(NEW.{what}_at AT TIME ZONE 'Europe/London')::date"
    return (
        f"({who} IS NOT NULL AND (TG_OP = 'INSERT' OR {who} IS DISTINCT FROM OLD.{what}_by_id)\n    "
        f"AND coalesce(public.homeward_role_on({who}, NEW.office_id, {day}) <> ALL({_among(ORGANISERS)}), true))"
    )


def on_staff(who: str) -> str:
    """Whether a row of the staff is on it on `day`: the first and the last day are theirs."""
    spells = f"SELECT FROM public.staff_spell AS p WHERE p.staff_id = {who}.id"
    return f"""({who}.archived_at IS NULL OR ({who}.archived_at AT TIME ZONE 'Europe/London')::date >= day)
    AND (NOT EXISTS ({spells}) OR EXISTS ({spells}
        AND coalesce(p.first_day, day) <= day AND coalesce(p.last_day, day) >= day))"""


FUNCTIONS = {
    # Of two changes of role with one day the newer counts.
    "homeward_role_on": f"""CREATE FUNCTION public.homeward_role_on(whose uuid, office uuid, day date) RETURNS text
STABLE {_HEAD}
BEGIN
  RETURN (SELECT coalesce((SELECT r.role::text FROM public.staff_role AS r WHERE r.staff_id = s.id
      AND r.withdrawn_at IS NULL AND r.from_day <= day ORDER BY r.from_day DESC, r.id DESC LIMIT 1), s.role::text)
    FROM public.staff AS s WHERE s.id = whose AND s.office_id = office
    AND {on_staff("s")});
END $$""",
    "homeward_decided": f"""CREATE FUNCTION public.homeward_decided() RETURNS trigger {_HEAD}
DECLARE day CONSTANT date := (NEW.decided_at AT TIME ZONE 'Europe/London')::date;
  deciders CONSTANT text[] := CASE WHEN NEW.deed::text = ANY({_among(OF_COORDINATOR)})
    THEN {_among(CASE_COORDINATORS)} ELSE {_among(ORGANISERS)} END;
  as_desk CONSTANT boolean := EXISTS (SELECT FROM public.membership AS m
    WHERE m.login = session_user::text AND m.office_id = NEW.office_id);
BEGIN
  IF TG_OP = 'UPDATE' THEN
    {_refused("who decided is never said anew")};
  END IF;
  IF (NEW.deed::text = ANY({_among(OF_MDT)})) <> (NEW.decided_by_id IS NULL) THEN
    {_refused("a word of the MDT is none of one person, nor the other way")};
  END IF;
  IF NEW.decided_by_id IS NOT NULL
     AND coalesce(public.homeward_role_on(NEW.decided_by_id, NEW.office_id, day) <> ALL(deciders), true) THEN
    {_refused("who is named decides nothing of this on that day")};
  END IF;
  IF coalesce(public.homeward_role_on(NEW.typed_by_id, NEW.office_id, day), '{Role.SCHEDULER.value}')
     = '{Role.SCHEDULER.value}' THEN
    {_refused("this seat types in no decision")};
  END IF;
  IF as_desk AND abs(extract(epoch FROM NEW.decided_at - clock_timestamp())) > 3600
     AND NOT EXISTS (SELECT FROM public.database_mark AS k WHERE k.is_test) THEN
    {_refused("a decision is of the moment at which it is typed in")};
  END IF;
  RETURN NEW;
END $$""",
    # whose other columns are a DSO's: a worker records of it what the MDT decided, and who sets the goals
    "homeward_episode_guard": f"""CREATE FUNCTION public.homeward_episode_guard() RETURNS trigger {_HEAD}
DECLARE theirs CONSTANT text[] := '{{version,operation_id,goal_setter_id,updated_at,updated_by}}';
BEGIN
  IF to_jsonb(NEW) - theirs IS DISTINCT FROM to_jsonb(OLD) - theirs
     AND NEW.office_id <> ALL (public.homeward_my_offices('{Right.DSO.value}')) THEN
    PERFORM public.homeward_refused(NEW.office_id, '{Right.DSO.value}');
  END IF;
  RETURN NEW;
END $$""",
    "homeward_referral_guard": f"""CREATE FUNCTION public.homeward_referral_guard() RETURNS trigger {_HEAD}
BEGIN
  IF {_names_another("accepted")} OR {_names_another("scheduling_confirmed")} THEN
    {_refused("who is named accepts and promises nothing on that day")};
  END IF;
  RETURN NEW;
END $$""",
}
