How incoming messages are handled, with the picture of the flow, is open to everybody.
