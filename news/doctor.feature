A feed doctor says what is at an address, how its entries will look, and what to ask the supplier.
