print("GOT THROUGH: json.py of the submission ran")
