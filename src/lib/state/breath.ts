/** For rooms that open much at once: their floor does not reach down to team/. */
export { breath } from '#lib/team/pace.ts';
