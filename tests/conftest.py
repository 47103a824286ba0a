"""What all tests share."""

from hypothesis import HealthCheck, settings

# A machine may be busy: how long a case takes says nothing of whether it is right.
settings.register_profile("copydesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("copydesk")
