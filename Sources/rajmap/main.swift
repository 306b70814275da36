print("rajmap")
