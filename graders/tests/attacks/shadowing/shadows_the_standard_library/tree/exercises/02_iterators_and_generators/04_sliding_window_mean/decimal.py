print("GOT THROUGH: decimal.py of the submission ran")
