"""Who was asked or bid for a lot, and what may become of it."""

from supplies.errors.base import Refused
from supplies.language import N_


class EmergencyNeedsRecord(Refused):
    """A tender for a lot that is bought in an emergency."""

    code = "bidding.emergency_needs_record"
    message = N_("{lot} is bought in an emergency: there is no tender to announce.")
    hint = N_("Record who approved it, who was asked and what they quoted.")


class NotAnEmergency(Refused):
    """A record of an emergency for a project that is bought another way."""

    code = "bidding.not_an_emergency"
    message = N_("{lot} belongs to a project that is bought by {method}.")
    hint = N_("Put it to tender; only projects opened as emergency procurement are bought by such a record.")


class OffererTwice(Refused):
    """A supplier that is listed twice."""

    code = "bidding.offerer_twice"
    message = N_("{supplier} is listed twice.")
    hint = N_("Keep the last price of each supplier.")


class ChosenWithoutPrice(Refused):
    """A choice of what is not on the list, or has no price."""

    code = "bidding.chosen_without_price"
    message = N_("The supplier chosen in line {line} is not on the list, or quoted no price.")
    hint = N_("Choose one of the suppliers that quoted a price.")


class SelfApproved(Refused):
    """A purchase approved by whoever makes it."""

    code = "bidding.self_approved"
    message = N_("{name} would both approve the purchase and make it.")
    hint = N_("Let somebody else approve it, or state why nobody else can.")


class IncidentIsDrill(Refused):
    """Money spent for a drill as if it were in earnest."""

    code = "bidding.incident_is_drill"
    message = N_("{incident} is a drill; nothing is bought in an emergency for it.")
    hint = N_("Name the incident, or leave it out and state the grounds.")


class BidAboveCeiling(Refused):
    """A bid that is too dear and counted as valid."""

    code = "bidding.bid_above_ceiling"
    message = N_("{supplier} asks {price}, above the ceiling {ceiling}: the bid is invalid.")
    hint = N_("Record it as rejected, with that reason (Government Procurement Law, article 36).")


class RankingWrong(Refused):
    """Valid bids that are not ranked one after the other."""

    code = "bidding.ranking_wrong"
    message = N_("The {count} valid bids are not ranked 1, 2, 3 and so on.")
    hint = N_("Give each valid bid its own rank, and none to a rejected one.")


class BidsNotRecorded(Refused):
    """An award that cannot be passed on, for nobody knows to whom."""

    code = "bidding.bids_not_recorded"
    message = N_("No bids of {lot} are recorded.")
    hint = N_("Annul the award and put the lot to tender again.")


class WinnerNotBidder(Refused):
    """A winner that made no valid bid."""

    code = "bidding.winner_not_bidder"
    message = N_("{winner} made no valid bid in this round.")
    hint = N_("Choose one of the valid bids, or correct the list of bids.")


class AwardNotBid(Refused):
    """An award that is not what the winner asked."""

    code = "bidding.award_not_bid"
    message = N_("The award says {award}, but {winner} asks {price}.")
    hint = N_("The award is the price of the bid; correct one of them.")


class NotFirstRanked(Refused):
    """A winner that others were ranked before, without a reason."""

    code = "bidding.not_first_ranked"
    message = N_("{winner} is ranked {rank}, not first.")
    hint = N_("Award the first-ranked bid, or state the reason (Implementing Regulations, article 43).")


class TooFewBids(Refused):
    """An award where fewer than three bids are valid, without a reason."""

    code = "bidding.too_few_bids"
    message = N_("Only {count} bids are valid; {method} needs three.")
    hint = N_("Record the failure of the round, or state the reason and the approval (articles 36 to 38, 40).")


class NotNextCandidate(Refused):
    """An award that is passed on out of turn."""

    code = "bidding.not_next_candidate"
    message = N_("{supplier} is not next in the ranking; next is {candidate}.")
    hint = N_("Pass the award on in the order of the ranking, or annul it (Implementing Regulations, article 49).")


class BondTooHigh(Refused):
    """A bond above what the law allows."""

    code = "bidding.bond_too_high"
    message = N_("The bonds of {supplier} would come to {total}; at most {allowed} may be asked.")
    hint = N_("Two percent of the budget for a bid, ten of the contract for its performance (articles 33 and 48).")


class BondSettled(Refused):
    """A bond that is not held any more."""

    code = "bidding.bond_settled"
    message = N_("The bond {number} of {supplier} was settled on {day} already.")
    hint = N_("Nothing needs to be done.")


class ForfeitNeedsReason(Refused):
    """A bond that is kept for no reason."""

    code = "bidding.forfeit_needs_reason"
    message = N_("A bond of {supplier} is to be forfeited without a reason.")
    hint = N_("State what the supplier did, and by which clause of the documents the bond is kept.")


class ThresholdsWrong(Refused):
    """Thresholds out of order."""

    code = "bidding.thresholds_wrong"
    message = N_("The quota {quota} must be above nothing and at most the open-tender threshold {open_tender}.")
    hint = N_("Take both amounts from the province's catalogue.")


class MethodNeedsApproval(Refused):
    """Another way of buying than open tender, for a project that is above the threshold."""

    code = "bidding.method_needs_approval"
    message = N_("The project comes to {total}, from {threshold} on it is bought by open tender; it says {method}.")
    hint = N_("Enter the number of the city finance bureau's approval (Government Procurement Law, article 27).")


class GroupTooSmall(Refused):
    """An acceptance by fewer than the bureau asks for."""

    code = "bidding.group_too_small"
    message = N_("{count} members accept; at least {least} are needed ({source}).")
    hint = N_("Name everybody who signed the certificate.")


class MemberTwice(Refused):
    """A member of the acceptance group that is named twice."""

    code = "bidding.member_twice"
    message = N_("{name} is named twice in the acceptance group.")
    hint = N_("Name each member once.")


class SoleAcceptor(Refused):
    """An acceptance by nobody but those who made the contract."""

    code = "bidding.sole_acceptor"
    message = N_("{name} made the contract and would be the only one to accept its goods.")
    hint = N_("Let others accept too and name them, or state why nobody else can (Procurement Law, article 61).")


class AcceptorPays(Refused):
    """A payment recorded by whoever accepted the goods."""

    code = "bidding.acceptor_pays"
    message = N_("{name} accepted goods of the contract by certificate {number} and would pay for them.")
    hint = N_("Let somebody else record the payment, or state why nobody else can (Accounting Law, article 25).")
