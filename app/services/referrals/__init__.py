"""Every deed about a referral, under one name; each is written in a module of this room."""

from app.services.referrals.deciding import (
    accept,
    decline,
    lift_placement,
    part_accept,
    place_out_of_order,
    signpost,
    withdraw,
)
from app.services.referrals.dying import leave_as_died
from app.services.referrals.holding import confirm_capacity, give_back, hold_capacity, release
from app.services.referrals.hospital_question import answer_from_hospital
from app.services.referrals.moving import move_to_office
from app.services.referrals.starting import start, tick_start_check, undo_start, untick_start_check
from app.services.referrals.taking_in import (
    NewPerson,
    ask_for_information,
    change_calls,
    change_details,
    chase_information,
    record_information,
    refer_again,
    take_in,
)

__all__ = [
    "NewPerson",
    "accept",
    "answer_from_hospital",
    "ask_for_information",
    "change_calls",
    "change_details",
    "chase_information",
    "confirm_capacity",
    "decline",
    "give_back",
    "hold_capacity",
    "leave_as_died",
    "lift_placement",
    "move_to_office",
    "part_accept",
    "place_out_of_order",
    "record_information",
    "refer_again",
    "release",
    "signpost",
    "start",
    "take_in",
    "tick_start_check",
    "undo_start",
    "untick_start_check",
    "withdraw",
]
