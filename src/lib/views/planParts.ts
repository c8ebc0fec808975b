/** What the plan asks for later, fetched as one piece. See planLater.ts. */
export { default as AdviceMark } from './AdviceMark.svelte';
export { default as LineGrip } from './order/LineGrip.svelte';
export { default as Toast } from '#lib/ui/Toast.svelte';
export { default as AgreeDialog } from './agree/AgreeDialog.svelte';
export { default as AsideDialog } from './aside/AsideDialog.svelte';
export * as planFiles from './exportPlan.ts';
export { default as PlanFoot } from './PlanFoot.svelte';
export { default as PlanOrder } from './order/PlanOrder.svelte';
export { default as PrintedPlan } from './PrintedPlan.svelte';
