"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)  # tests are never timed: a busy machine is no fault
settings.load_profile("patient")
