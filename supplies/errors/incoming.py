"""Goods that come in: contracts, gifts, inspections, returns to the supplier, goods of others."""

from supplies.errors.base import Refused
from supplies.language import N_


class OriginElsewhere(Refused):
    """Facts of one origin on a receipt of another."""

    code = "incoming.origin_elsewhere"
    message = N_("{fact} does not belong to a receipt of origin {origin}.")
    hint = N_("Choose the right origin, or leave it empty.")


class DonorNamed(Refused):
    """A name on the receipt of a donor who wants to stay unnamed."""

    code = "incoming.donor_named"
    message = N_("The donor wants to stay unnamed, but the receipt names somebody.")
    hint = N_("Leave donor and sender empty; the name stays on the paper alone.")


class DonorNeeded(Refused):
    """A gift of nobody."""

    code = "incoming.donor_needed"
    message = N_("The receipt does not say who gave the goods.")
    hint = N_("Enter the donor, or mark the gift as anonymous.")


class PurposeNeeded(Refused):
    """A directed gift without its purpose."""

    code = "incoming.purpose_needed"
    message = N_("The gift is directed, but its purpose is missing.")
    hint = N_("Enter what the donor gave it for.")


class BenefitsItself(Refused):
    """A gift that would benefit the authority which takes it."""

    code = "incoming.benefits_itself"
    message = N_("{name} may not accept a gift for its own benefit.")
    hint = N_("Name the place or the people that it is for.")


class OwnerNeeded(Refused):
    """Goods of others without an owner."""

    code = "incoming.owner_needed"
    message = N_("Goods held for others need their owner.")
    hint = N_("Choose the owner of the line.")


class HeldIsNotOurs(Refused):
    """Goods put with those of others, though nobody else keeps them."""

    code = "incoming.held_is_not_ours"
    message = N_("Only goods that stay somebody else's are held; these would become ours.")
    hint = N_("Mark that the owner keeps them, or take them into stock.")


class NoPartsThere(Refused):
    """Goods to be set aside in a unit, which has no parts."""

    code = "incoming.no_parts_there"
    message = N_("Goods cannot be set aside in {place}: it is not a storage location.")
    hint = N_("Choose a storage location.")


class NothingSentBack(Refused):
    """A receipt in exchange for what did not go back."""

    code = "incoming.nothing_sent_back"
    message = N_("Entry {seq} sent nothing back that is to be exchanged.")
    hint = N_("Name the return to the supplier, or receive the goods without one.")


class ReceiptReversed(Refused):
    """A receipt that counts no more."""

    code = "incoming.receipt_reversed"
    message = N_("The receipt {number} was reversed by {reversal}.")
    hint = N_("Receive the goods anew, then inspect them.")


class ReceiverInspects(Refused):
    """Whoever received the goods would be the one who accepts them."""

    code = "incoming.receiver_inspects"
    message = N_("{login} received the goods and cannot accept them as well.")
    hint = N_("Let somebody else sign in and record the inspection; in an emergency, owe the second person.")


class InspectorNeeded(Refused):
    """A certificate that nobody signs."""

    code = "incoming.inspector_needed"
    message = N_("The certificate names nobody who inspected the goods.")
    hint = N_("Enter at least one inspector; everybody who signs answers for it.")


class ConcessionUnfounded(Refused):
    """Goods accepted though they are not as ordered, without saying why or on whose word."""

    code = "incoming.concession_unfounded"
    message = N_("A concession needs its reason and who allowed it.")
    hint = N_("Enter both, or reject the goods.")


class AwaitsNothing(Refused):
    """More is inspected than still waits."""

    code = "incoming.awaits_nothing"
    message = N_("{wanted} of {item} ({label}) are inspected, but {waiting} are waiting.")
    hint = N_("Inspect no more than is waiting.")


class NotOfThisReceipt(Refused):
    """A line that the receipt does not have."""

    code = "incoming.not_of_this_receipt"
    message = N_("The receipt {number} has no line {line}.")
    hint = N_("Look at the receipt and name one of its lines.")


class PartOfLot(Refused):
    """Only a part of a lot would change its owner."""

    code = "incoming.part_of_lot"
    message = N_("{item} ({label}): the owner changes for the whole lot, and {rest} of it would stay.")
    hint = N_("Take all of it over; or hand the rest out on the owner's order first.")


class OwnersOrderNeeded(Refused):
    """Goods of others without their owner's order."""

    code = "incoming.owners_order_needed"
    message = N_("Goods held for others leave only on their owner's order.")
    hint = N_("Enter the number of the owner's order.")


class OwnerUnchanged(Refused):
    """A change of owner to the one whose it is."""

    code = "incoming.owner_unchanged"
    message = N_("{item} ({label}) belongs to {owner} already.")
    hint = N_("Choose the new owner.")
