/** The life of an agreement as a state machine. */
export const LIFECYCLE_STATES = ['draft', 'review', 'signed', 'in-force', 'suspended', 'expired', 'terminated'] as const;
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];
export type Party = 'custodian' | 'requester';
