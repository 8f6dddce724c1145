"""Printed forms of procurement and relief money."""

from supplies.errors.base import Refused
from supplies.language import N_


class LotNotAwarded(Refused):
    """A notice of an award that does not stand."""

    code = "forms.lot_not_awarded"
    message = N_("The lot {lot} is at the stage {stage}: it has no award that a notice could tell.")
    hint = N_("Record the award of its round first, then print the notice.")


class CertificateAmbiguous(Refused):
    """A number that several certificates have."""

    code = "forms.certificate_ambiguous"
    message = N_("Several certificates of acceptance have the number {number}.")
    hint = N_("Name the contract too, such as {example}.")
