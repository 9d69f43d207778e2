"""The lists that an office keeps so that its forms need less typing."""

from models.vocabulary.choice import Choice


class OfficeList(Choice):
    """What the names of a list are."""

    PVI_PROVIDER = "pvi_provider", "PVI providers"
    ASSISTIVE_TECHNOLOGY = "assistive_technology", "AT teams and providers"
    HOSPITAL_OR_CARE_HOME = "hospital_or_care_home", "Hospitals and care homes"
    SIGNPOSTED_TO = "signposted_to", "Where people are signposted to"
    COMMUNITY = "community", "Community services considered"
