"""What runs inside a worker, and what both ends of the channel share: nothing but the standard library.

The fork server receives these modules as text, so that a worker knows no path of the repository.
"""
