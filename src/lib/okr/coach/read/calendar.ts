/* The words calendar expressions are made of, in both languages. */

export const months = new Set(
	(
		'january february march april june july august september october november december ' +
		'jan feb mar apr jun jul aug sep sept oct nov dec ' +
		'januar februar märz mai juni juli oktober dezember okt dez mrz'
	).split(' ')
);
export const days = new Set(
	(
		'monday tuesday wednesday thursday friday saturday sunday ' +
		'montag dienstag mittwoch donnerstag freitag samstag sonntag'
	).split(' ')
);
export const feasts = new Set(
	(
		'christmas xmas easter thanksgiving halloween spring summer autumn winter ramadan ' +
		'whitsun pentecost diwali eid hanukkah passover lent midsummer kwanzaa epiphany michaelmas carnival newyear weihnachten ostern pfingsten karneval fasching silvester neujahr nikolaus advent frühling frühjahr sommer herbst winter sommerferien herbstferien osterferien weihnachtsferien winterferien'
	).split(' ')
);
export const ends = new Set(
	(
		'eoy eoq eom eod eow eofy ytd-end year-end yearend quarter-end month-end jahresende quartalsende monatsende halbjahresende ' +
		'jahresmitte jahreswechsel wochenende schuljahresende geschäftsjahresende'
	).split(' ')
);
export const edges = new Set(
	(
		'end close start beginning middle mid early late conclusion ' + 'ende anfang mitte beginn'
	).split(' ')
);
export const spans = new Set(
	(
		'quarter year month week cycle sprint semester term season holiday holidays half half-year trimester period decade fy year-end quarter-end ' +
		'school-year fiscal-year ' +
		'quartal quartals jahr jahres jahre monat monats woche zyklus zyklus semester semesters halbjahr halbjahres schuljahr schuljahres geschäftsjahr ' +
		'geschäftsjahres saison'
	).split(' ')
);
export const near = new Set(
	(
		'this next current coming following upcoming same ' +
		'diesem dieses dieser diesen diese nächsten nächstem nächstes nächste kommenden kommendes laufenden aktuellen'
	).split(' ')
);
export const glue = new Set('the of des der dem den von vom im am in'.split(' '));
export const adjectives = new Set(
	'fiscal financial calendar school academic business first second third fourth 1st 2nd 3rd 4th final ersten zweiten dritten vierten'.split(
		' '
	)
);

export const quarterPattern =
	/^(?:(?:q[1-4]|h[12]|t[1-3]|[1-4]q|[12]h)(?:fy)?(?:\d{2}|\d{4})?|(?:fy|gj|cy)\d{2,4}|(?:kw|cw|wk)\d{1,2})$/;
