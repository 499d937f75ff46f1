import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The web app: `npm run build` makes web/dist, which the server gives out; `npm install` in a checkout does it too. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Offices have computers whose browser is some years old.
    target: 'chrome87',
    // Fonts and pictures come from files only: the content security policy lets nothing else in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
})
