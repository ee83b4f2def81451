"""The command ``watch``: a grading at each save.

``command`` draws and decides; it hears of saves (``saves``) and of keys (``keys``), and has a
``warm_judge`` grade.
"""
