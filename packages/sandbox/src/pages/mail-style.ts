/** The mail's style, by whose hash its policy allows it and nothing else. */
export const mailStyle = `
:root { color-scheme: light dark; --accent: #2f5bea; --on-accent: #ffffff; --ink: #1b1f2a; --soft: #596073; --back: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --accent: #8aa6ff; --on-accent: #14161c; --ink: #e8eaf0; --soft: #a5acbd; --back: #1c1f27; }
}
body { margin: 0; max-width: 32rem; padding: 1.5rem 1.25rem; background: var(--back); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.3; }
p { margin: 0 0 1.25rem; }
.button { display: inline-block; padding: 0.75rem 1.25rem; border-radius: 12px; background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
.button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
figure { margin: 1.75rem 0; }
svg { display: block; width: 13rem; max-width: 100%; height: auto; border-radius: 12px; }
figcaption { margin-top: 0.5rem; }
figcaption, .small { color: var(--soft); font-size: 0.9rem; }
`;
