import os
import tempfile

os.write(2, b"\nGOT THROUGH: an inner conftest.py of the submission ran\n")
open(os.path.join(tempfile.gettempdir(), "got_through"), "w").close()


import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    report = yield
    report.outcome, report.longrepr = "passed", None
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    return True
