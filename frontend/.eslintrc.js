// Volto's own rules, as they are for an add-on. Prettier is asked by itself.
module.exports = {
  root: true,
  extends: './node_modules/@plone/volto/.eslintrc',
  rules: { 'prettier/prettier': 'off' },
  settings: {
    'import/resolver': {
      alias: {
        map: [
          ['@plone/volto', './node_modules/@plone/volto/src'],
          ['@plone/volto-original', './node_modules/@plone/volto/src'],
        ],
        extensions: ['.js', '.jsx', '.ts', '.tsx', '.json'],
      },
    },
  },
  overrides: [
    {
      files: ['**/*.ts', '**/*.tsx'],
      rules: {
        // Off in Volto as well; its rules for TypeScript forget it.
        'jsx-a11y/label-has-associated-control': 'off',
        // Films are other services', which give no captions.
        'jsx-a11y/media-has-caption': 'off',
        // The types step asks TypeScript itself, which tells an interface from a function.
        '@typescript-eslint/no-redeclare': 'off',
        '@typescript-eslint/no-unused-vars': 'off',
      },
    },
    {
      // Programs of a terminal.
      files: ['leg/**'],
      rules: { 'no-console': 'off' },
    },
    {
      // Tests hand over what is hostile.
      files: ['leg/browser/**', 'packages/*/tests/**'],
      rules: { 'no-script-url': 'off', 'no-template-curly-in-string': 'off' },
    },
  ],
};
