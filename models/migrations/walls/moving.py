"""Taking somebody to another office of the same server: one function, which asks for the right in both (DAY-4).

Every link of a record is within its office, so no row changes its own: what is decided here stays here, closed, with
its audit, and the other office gets the person and a referral of its own, which it decides about anew.
"""

from models.migrations.walls.roles import OWNER
from models.vocabulary.access import LIKE_THEM, OTHER_OFFICE

# What the other office gets; a test holds it and what it doesn't get against all that there is.
OF_PERSON = (
    *("mosaic_id", "nhs_number", "given", "family", "preferred", "given_folded", "family_folded", "born", "address"),
    *("postcode", "telephone", "communication", "paper_format", "funding", "risks", "lone_worker_risk", "has_at"),
)
OF_REPRESENTATIVE = ("name", "relation", "authority", "is_joint", "telephone", "paper_format", "communication")
OF_REFERRAL = (
    *("first_asked_at", "document", "reason", "from_hospital", "hospital_answer", "hospital_answered_at"),
    *("hospital_answered_by", "hospital_answer_of", "hospital", "admitted_on", "discharge_on", "urgent", "support"),
    *("support_text", "calls_text", "needs_and_risks", "alternatives_considered", "referrer", "referrer_telephone"),
    *("end_of_life", "chc", "chc_known_at", "existing_package", "provider", "notice", "notice_given_on", "extra_until"),
    *("provider_agreed_at", "pathway", "comes_from", "community_aim", "exceptional_because"),
)
OF_VISIT = ("days", "call", "at", "minutes", "workers")
OF_FORMAT = ("format", "detail")


def _columns(names: tuple[str, ...], of: str = "") -> str:
    return ", ".join(f'{of}"{each}"' for each in names)


FUNCTIONS = {
    "homeward_move_referral": f"""CREATE FUNCTION public.homeward_move_referral(
  moved uuid, to_team uuid, why text, new_person uuid, new_referral uuid, operation uuid) RETURNS uuid
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE r public.referral; p public.person; there CONSTANT uuid := (SELECT t.office_id FROM public.team AS t
    WHERE t.id = to_team AND coalesce(t.closed_from > (clock_timestamp() AT TIME ZONE 'Europe/London')::date, true));
  mine CONSTANT uuid[] := public.homeward_my_desks('dso');
  may_all CONSTANT boolean := pg_has_role(session_user, '{OWNER}', 'MEMBER');
  whose uuid; called text; told text; number integer := 1;
BEGIN
  SELECT * INTO r FROM public.referral AS f WHERE f.id = moved FOR UPDATE;
  IF r.id IS NULL OR there IS NULL OR there = r.office_id
     OR NOT (may_all OR r.office_id = ANY(mine) AND there = ANY(mine)) THEN
    RAISE EXCEPTION 'this login takes nobody from that office to the other' USING ERRCODE = '42501',
      HINT = '{OTHER_OFFICE}';
  END IF;
  SELECT * INTO p FROM public.person AS f WHERE f.id = r.person_id FOR UPDATE;
  IF r.outcome::text IS DISTINCT FROM 'signposted' OR r.operation_id IS DISTINCT FROM operation
     OR operation IS NULL OR EXISTS (SELECT FROM public.referral AS f
       WHERE f.office_id = there AND f.operation_id = operation)
     OR p.death_reported_at IS NOT NULL
     OR EXISTS (SELECT FROM public.concern AS c WHERE c.person_id = p.id AND c.told_at IS NULL)
     OR EXISTS (SELECT FROM public.hold AS h WHERE h.referral_id = r.id AND h.ended_at IS NULL)
     OR EXISTS (SELECT FROM public.episode AS e WHERE e.person_id = p.id AND e.ended_at IS NULL) THEN
    RAISE EXCEPTION 'nobody is moved whose referral is not closed by the same deed, or who is in service'
      USING ERRCODE = '42501', HINT = '{OTHER_OFFICE}';
  END IF;
  whose := (SELECT f.id FROM public.person AS f WHERE f.office_id = there
    AND (f.nhs_number = p.nhs_number OR upper(f.mosaic_id) = upper(p.mosaic_id))
    ORDER BY f.nhs_number = p.nhs_number DESC NULLS LAST LIMIT 1);
  IF EXISTS (SELECT FROM public.person AS f WHERE f.office_id = there
      AND (f.nhs_number = p.nhs_number OR upper(f.mosaic_id) = upper(p.mosaic_id))
      AND (f.id <> whose OR f.nhs_number <> p.nhs_number OR upper(f.mosaic_id) <> upper(p.mosaic_id)
        OR f.born <> p.born OR f.death_reported_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'somebody there has a number of theirs and may be somebody else' USING ERRCODE = '42501',
      HINT = '{LIKE_THEM}';
  END IF;
  IF whose IS NULL THEN
    whose := new_person;
    INSERT INTO public.person (id, office_id, version, operation_id, {_columns(OF_PERSON)})
      VALUES (whose, there, 1, operation, {_columns(OF_PERSON, "p.")});
    WITH anew AS MATERIALIZED (SELECT f.id AS old, gen_random_uuid() AS id FROM public.representative AS f
        WHERE f.person_id = p.id),
      spoken_for AS (INSERT INTO public.representative (id, office_id, version, operation_id, person_id, evidence,
          {_columns(OF_REPRESENTATIVE)})
        SELECT anew.id, there, 1, operation, whose, '', {_columns(OF_REPRESENTATIVE, "f.")}
        FROM public.representative AS f JOIN anew ON anew.old = f.id)
    INSERT INTO public.format_need (id, office_id, version, operation_id, person_id, representative_id,
        {_columns(OF_FORMAT)})
      SELECT gen_random_uuid(), there, 1, operation, whose, anew.id, {_columns(OF_FORMAT, "f.")}
      FROM public.format_need AS f LEFT JOIN anew ON anew.old = f.representative_id
      WHERE f.person_id = p.id AND f.ended_at IS NULL;
  ELSE
    told := concat_ws(chr(10), 'Risks as told there: ' || nullif(p.risks, ''),
      CASE WHEN p.lone_worker_risk THEN 'A lone-worker risk was told there.' END);
  END IF;
  called := r.reference;
  WHILE EXISTS (SELECT FROM public.referral AS f WHERE f.office_id = there AND f.reference = called) LOOP
    number := number + 1; called := r.reference || '/' || number;
  END LOOP;
  INSERT INTO public.referral (id, office_id, version, operation_id, person_id, team_id, reference, received_at, notes,
      calls_revision, end_of_life_discussion, content_key, outcome_because, discussed_with_assessor,
      {_columns(OF_REFERRAL)})
    VALUES (new_referral, there, 1, operation, whose, to_team, called, r.outcome_at,
      concat_ws(chr(10), 'From ' || (SELECT o.name FROM public.office AS o WHERE o.id = r.office_id)
        || ', where it was ' || r.reference || ': ' || why, nullif(told, ''), nullif(r.notes, '')),
      1, '', '', '', false, {_columns(OF_REFERRAL, "r.")});
  INSERT INTO public.requested_visit (id, office_id, version, operation_id, referral_id, revision, {_columns(OF_VISIT)})
    SELECT gen_random_uuid(), there, 1, operation, new_referral, 1, {_columns(OF_VISIT, "f.")}
    FROM public.requested_visit AS f WHERE f.referral_id = r.id AND f.revision = r.calls_revision;
  RETURN whose;
END $$""",
}
