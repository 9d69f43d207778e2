#!/usr/bin/env bash
# One person's whole journey by the command line alone: an office is made, a referral comes in, is decided, held and
# started; plan, goals, ratings and a meeting follow; it ends and the package is closed. Each deed's outcome is checked.
#
#   HOMEWARD="python3 run.py" DATABASE=journey.sqlite OFFICE=office.json bash from_referral_to_closure.sh
#
# The first calls are processes of their own; the others are lines to one process, which answers each at once.
set -euo pipefail
read -ra homeward <<< "${HOMEWARD:-homeward}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "NOT AS IT SHOULD BE: $*" >&2; exit 1; }
pick() { python3 -c 'import json, sys; a = json.loads(sys.argv[2]); print(eval(sys.argv[1]))' "$1" "$answer"; }
expect() { [ "$(pick "$1")" = "True" ] || fail "$1 in $answer"; }

# --- Calls as processes: the arguments in a file, the exit code, JSON ---------------------------------------------

at=2026-11-20T09:20
"${homeward[@]}" database create "$DATABASE" --office "$OFFICE" --as-at 2026-11-20T09:00 > /dev/null
cat > "$work/referral.json" <<'JSON'
{
  "person": {"given": "Maud", "family": "Eyre", "born": "1941-03-14", "mosaic_id": "M955001", "nhs_number": "9991291229",
             "address": "3 Mill Bank", "postcode": "DE4 3AA", "patch": "Matlock", "telephone": "0114 496 0177"},
  "team": "STS Dales North", "reference": "CH95001", "document": "hospital", "reason": "hospital_discharge",
  "support": "none", "from_hospital": true, "discharge_on": "2026-11-22", "referrer": "Ward 4",
  "needs_and_risks": "Weak after pneumonia, frame indoors, one to mobilise",
  "calls": [{"days": [0, 1, 2, 3, 4, 5, 6], "call": "morning", "minutes": 45},
            {"days": [0, 1, 2, 3, 4, 5, 6], "call": "bed", "minutes": 30}]
}
JSON
answer=$("${homeward[@]}" --database "$DATABASE" --as-at $at --staff "Julie Spencer" do take_in --args "$work/referral.json")
expect 'len(a["made"]) == 36 and "referrals" in a["changed"]'
echo '{"referral": "CH95001", "seen": 1}' > "$work/accept.json"
code=0
answer=$("${homeward[@]}" do referrals.accept --args "$work/accept.json" --database "$DATABASE" --as-at $at) || code=$?
[ $code = 1 ] || fail "exit code $code of a refusal"
expect '[each["rule"] for each in a["refused"]] == ["REF-4"]'

# --- Calls as lines ------------------------------------------------------------------------------------------------

coproc DESK { exec "${homeward[@]}" do --lines --database "$DATABASE"; }
staff="Priya Raman"

tell() { # WORD NAME ARGUMENTS: one call, answered in $answer
    printf '{"%s": "%s", "args": %s, "as_at": "%s", "staff": "%s"}\n' "$1" "$2" "${3//$'\n'/ }" "$at" "$staff" >&"${DESK[1]}"
    IFS= read -r answer <&"${DESK[0]}" || fail "no answer to $2"
}
ask() { tell ask "$1" "$2"; case $answer in '{"refused"'* | '{"unavailable"'*) fail "$1: $answer" ;; esac; }
made() { tell do "$1" "$2"; case $answer in '{"made"'*) ;; *) fail "$1: $answer" ;; esac; }
refused() { # RULE NAME ARGUMENTS: what has to be refused is
    tell do "$2" "$3"
    [ "$(pick "'$1' in [each['rule'] for each in a['refused']]")" = "True" ] || fail "$2 should be refused by $1: $answer"
}
referral() { ask referrals.one.referral '{"referral": "CH95001"}'; seen=$(pick 'a["version"]'); }
episode() { ask closure_page '{"person": "M955001"}'; seen=$(pick 'a["view"]["seen"]'); }

# Deciding
referral
made change_details "{\"referral\": \"CH95001\", \"seen\": $seen, \"alternatives_considered\": \"Daughter works nights\"}"
refused "" referrals.accept "{\"referral\": \"CH95001\", \"seen\": $seen}" # another version than the stored one
referral
made referrals.accept "{\"referral\": \"CH95001\", \"seen\": $seen}"

# Hold and start
at=2026-11-20T11:40
referral
made confirm_capacity "{\"referral\": \"CH95001\", \"seen\": $seen}"
referral
made hold_capacity "{\"referral\": \"CH95001\", \"seen\": $seen}"
ask queue '{}'
expect '[each["stage"] for each in a if each["reference"] == "CH95001"] == ["held"]'
at=2026-11-22T10:30
referral
pick '"\n".join(each["item"] for each in a["checklist"])' > "$work/checks"
while read -r item <&3; do
    made tick_start_check "{\"referral\": \"CH95001\", \"seen\": null, \"item\": \"$item\"}"
done 3< "$work/checks"
at=2026-11-22T17:30
referral
made referrals.start "{\"referral\": \"CH95001\", \"seen\": $seen, \"goal_setter\": \"Imogen Swift\", \"case_coordinator\": \"Neil Wragg\"}"

# Plan and goals
at=2026-11-23T15:10
episode
made mark_support_plan "{\"episode\": \"M955001\", \"seen\": $seen}"
staff="Imogen Swift"
made set_goal '{"episode": "M955001", "statement": "I will wash and dress at the basin every morning",
    "measure": "no hands-on help on 6 of 7 mornings", "achievable": "managed it before", "relevant": "no morning call",
    "target": "2026-12-18", "calls": ["morning"]}'
goal=$(pick 'a["made"]')
ask goals.goals.view '{"person": "M955001"}'
expect 'len(a["goals"]) == 1 and a["goals"][0]["lacks"] == []'

# Ratings
staff="Julie Spencer"
for visit in 24:A1 25:P 26:I; do
    at=2026-11-${visit%:*}T12:00
    made rate "{\"goal\": \"M955001/1\", \"day\": \"${at%T*}\", \"call\": \"morning\", \"worker\": \"Debbie Marples\", \"seen\": null, \"letter\": \"${visit#*:}\"}"
done

# Meeting: a step-down, and the plan that rests on it
staff="Priya Raman" at=2026-11-27T13:00
made open_meeting '{"team": "STS Dales North", "kind": "weekly", "attending": ["Priya Raman", "Imogen Swift"]}'
meeting=$(pick 'a["made"]')
episode
made meetings.decide "{\"meeting\": \"$meeting\", \"episode\": \"M955001\", \"seen\": $seen, \"kind\": \"step_down\", \"note\": \"Ready for bed alone\"}"
decision=$(pick 'a["made"]')
made finish_meeting "{\"meeting\": \"$meeting\", \"seen\": 1}"
ask plans.versions.view '{"person": "M955001"}'
plan=$(pick 'a["current"]["id"]')
week='[{"days": [0, 1, 2, 3, 4, 5, 6], "call": "morning", "minutes": 45}]'
refused PSP-4 new_version "{\"episode\": \"M955001\", \"based_on\": \"$plan\", \"week\": $week, \"because\": \"Bed call not needed\"}"
made new_version "{\"episode\": \"M955001\", \"based_on\": \"$plan\", \"week\": $week, \"because\": \"Bed call not needed\", \"agreed\": {\"dso\": true, \"decision\": \"$decision\"}}"
made close_goal "{\"goal\": \"$goal\", \"seen\": 1, \"state\": \"achieved\"}"

# End and closure
at=2026-12-11T10:00
episode
made closure.end "{\"episode\": \"M955001\", \"seen\": $seen, \"reason\": \"goals_achieved\", \"ends_at\": \"$at\"}"
ask closure_page '{"person": "M955001"}'
closure=$(pick 'a["view"]["closure_seen"]')
refused END-4 closure.close "{\"episode\": \"M955001\", \"seen\": $closure}"
for step in end_po update_mosaic update_ccl; do
    made closing.tick "{\"episode\": \"M955001\", \"step\": \"$step\", \"seen\": null}"
done
refused END-5 closure.close "{\"episode\": \"M955001\", \"seen\": $closure}"
made record_at_outcome '{"episode": "M955001", "seen": null, "given": false}'
ask closure_page '{"person": "M955001"}'
closure=$(pick 'a["view"]["closure_seen"]')
at=2026-12-11T11:00
made closure.close "{\"episode\": \"M955001\", \"seen\": $closure}"
ask closure_page '{"person": "M955001"}'
expect 'a["view"]["closed_at"] is not None'
exec {DESK[1]}>&-
wait "$DESK_PID" || true # it tells that some lines were refused, as they should be
echo "The package is closed."
