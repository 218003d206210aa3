/** Two nodes, and the cut link between them. */
export function Logo() {
  return (
    <svg viewBox="0 0 28 28" width="28" height="28" fill="none" aria-hidden="true">
      <g stroke="currentColor" strokeWidth="2.2" strokeLinecap="round">
        <circle cx="6.500" cy="9.500" r="4" />
        <circle cx="21.500" cy="19" r="4" />
        <path d="M9.500 12.300 11.800 14.200M18.300 16.800 16.600 15.500" />
      </g>
      <path
        d="m16.500 8-3.200 4.500 2.600 2.200-3.400 5.300"
        stroke="var(--broken)"
        strokeWidth="2.200"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
