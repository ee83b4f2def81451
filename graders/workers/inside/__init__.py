"""What runs inside a worker, and what both ends of the channel share: standard library only.

The fork server receives these modules as text, so that a worker knows no path of the repository.
"""
