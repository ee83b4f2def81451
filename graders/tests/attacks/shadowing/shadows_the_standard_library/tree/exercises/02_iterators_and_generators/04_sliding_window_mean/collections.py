print("GOT THROUGH: collections.py of the submission ran")
