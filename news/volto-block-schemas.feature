Other add-ons of Volto can add fields, styles and variations to the blocks.
