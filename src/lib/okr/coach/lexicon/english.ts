import type { Lexicon } from './lexicon.ts';

/*
 * Verbs by what they say about a key result. Base forms only: lexicon.ts makes the others. Words with a hyphen
 * stand for the word written apart, too (`roll-out`: "roll out", "rolled out").
 */

export const english: Lexicon = {
	verbs: {
		/** What a team ticks off itself, whoever it is done to. */
		output: `
			assemble bootstrap brief broadcast bundle chair charter co-create co-design cocreate collate commence compose craft
			draw-up unveil reopen premiere mobilize mobilise outsource insource reskill
			electrify enforce engineer inaugurate internationalize internationalise kick-start lay-out moderate mothball
			orchestrate populate preview proofread publicize publicise purge quantify reclassify
			reconfigure redeploy reform remodel reroute ring-fence script shadow soft-launch spearhead stress-test subcontract
			substitute swap take-down tear-down test-drive unpack write-up zone
			address tackle fence glaze greet landscape laminate lobby paste photocopy plaster plumb polish-up prune rehouse rehome
			resit reupload rezone roof scrub sweep tarmac thatch tile varnish wallpaper weed wrap
			rework re-work retool redo redraw launch build develop design implement deploy release publish write author hire train
			educate
			migrate finish finalize finalise conduct run organize organise hold set-up setup establish define document draft
			prepare plan introduce roll-out rollout integrate automate refactor rewrite rewire redesign rebuild rebrand relaunch
			replatform rearchitect re-platform re-design re-write re-launch update upgrade install configure test audit
			review analyze analyse research interview survey evaluate assess identify select choose procure purchase buy
			order start kick-off begin initiate execute send present attend visit contact email call replace consolidate
			submit file register map model prototype pilot code program record film print translate localize
			localise digitize digitise catalog catalogue inventory outline formalize formalise standardize standardise centralize
			centralise decommission retire sunset deprecate remove delete archive clean clean-up tidy restructure reorganize
			reorganise reorg merge split move relocate transfer renovate construct erect repair fix patch debug mentor coach
			teach brainstorm ideate investigate study benchmark validate verify pitch demo showcase distribute share communicate
			announce circulate compile curate approve appoint assign staff fill enter join participate apply
			speak meet talk schedule facilitate administer track measure report inspect certify license
			trademark patent scope spec roadmap activate connect link embed ingest backfill containerize containerise dockerize
			modularize instrument provision extract trial experiment put-together carry-out come-up-with
			bring-on put-in-place phase-out go-live reach-out take-part stand-up spin-up wire-up set
			overhaul revamp modernize modernise productize productise operationalize operationalise codify
			paint refurbish furnish equip plant dig pave vaccinate screen disburse allocate enact pass legislate
			adopt ratify convene negotiate tender commission advertise market promote sponsor perform complete
			onboard recruit hand-over hand-off transition switch convert-to port lift-and-shift cut-over
			read learn put do list explore discover solve tag label annotate sort scan index upload download import export sync back-up
			backup restore monitor log rotate switch-off switch-on shut-down turn-off turn-on sign-off hand-out encrypt calibrate
			classify
			correct customize customise decide demonstrate describe detail determine diagnose display edit elect enlist examine exhibit
			formulate fund illustrate incorporate inform institute instruct invite layer lease locate mail mount name nominate notify
			package phase-in photograph post price propose pull-together re-engineer reengineer reconcile redevelop redraft refresh
			rehearse rename repurpose request retrofit retrain revise sample segment separate shortlist simulate sketch
			specify stage structure summarize summarise supply synthesize synthesise tailor task template trace transcribe unify vet
			visualize visualise wireframe work-out wrap-up close-down dedicate subscribe-to subscribe wire debrief demolish
			dismantle dispatch donate drill excavate fabricate forge grade harvest insulate inoculate lay mill mine move-in
			iterate agree offer give-away clear cover let allow permit pay-off write-off repay settle clean-out bring-to-market take-over hand-back network present-at undertake stand-for rebase repaint replenish resurface roll-back sow stock stocktake unload weld winterize`,
		/** The same, unless its object is something others do or get, or a measure: "add 200 subscribers". */
		either: `
			add get gain acquire win close sign generate bring bring-in secure obtain earn book collect receive
			host serve deliver produce open issue raise ship provide onboard recruit create gather process handle
			convert sell free-up upsell up-sell cross-sell resolve land enter activate register pass capture source enable`,
		/** Something grows. */
		up: `
			increase grow raise boost lift expand extend scale scale-up accelerate maximize maximise ramp ramp-up push
			climb rise multiply bump bump-up jump heighten broaden widen double triple quadruple quintuple speed-up inch-up
			amplify swell hike step-up crank-up bring-up drive-up get-up increment uplift intensify augment`,
		/** Something shrinks. */
		down: `
			reduce lose decrease cut cut-down lower drop shrink minimize minimise slash shorten trim halve decline fall diminish
			lessen limit curb contain eliminate eradicate bring-down drive-down get-down slow slow-down compress cut-back
			narrow abate suppress taper shave shed downsize ease lighten cap wind-down mitigate prevent avoid decelerate pare-down scale-down scale-back stop`,
		/** Something gets better in a way of which nobody can say when it is done, unless a measure follows. */
		improve: `
			improve enhance optimize optimise strengthen streamline refine better simplify transform elevate deepen sharpen
			foster nurture cultivate advance empower revitalize revitalise reinforce polish tune fine-tune harden
			fortify energize energise humanize humanise smooth reinvigorate invigorate professionalize professionalise bolster
			enrich evolve mature reimagine rethink tighten stabilize stabilise
			level-up harmonize harmonise upskill`,
		/** A level to be at, which needs no starting value. */
		level: `
			reach achieve hit attain be exceed surpass score rank have see guarantee ensure realize realise land
			get-to become accomplish fulfil fulfill meet`,
		/** Staying where one is. */
		maintain: `maintain keep sustain preserve stay remain continue uphold keep-up operate`,
		/** Intentions: nothing follows from them that one could check. */
		soft: `
			support help focus focus-on encourage drive strive work work-on leverage embrace align engage
			manage lead champion advocate contribute consider think try inspire understand
			prioritize prioritise care listen partner collaborate cooperate push-for look-into look-at learn-from invest
			position differentiate build-on celebrate recognize recognise respect value think-about delight own make give turn find`,
		/** What happens to a case. As a service it is an outcome: "resolve 95 % within a day". */
		service: `
			respond answer reply resolve handle process serve fulfil fulfill dispatch acknowledge treat deliver ship close pay
			return approve settle triage escalate review refund reimburse discharge admit see assess confirm inspect pick pack`,
		/** What people outside do. */
		outcome: `
			use adopt recommend renew subscribe rate trust love choose prefer return rebook refer cite attract buy
			purchase visit say agree report save earn rank retain feel know find pass graduate enrol enroll
			donate vote attend sign-up log-in complete respond show rise fall grow stay churn speed`
	},
	nouns: {
		/** Others, and what they do or give. As an object they make an outcome of a verb that could be either. */
		outside: `
			customer client user buyer shopper consumer sign-up signup download install subscriber subscription follower visitor visit
			view viewer listener lead mql sql pql sal deal order revenue sale arr mrr acv tcv gmv donation donor sponsorship attendee
			participant registration registrant application applicant booking renewal referral rating testimonial mention
			coverage like comment reply inquiry enquiry logo partner sponsor investor funding vote signature
			transaction opportunity pipeline patient student pupil parent citizen resident household passenger guest
			trial reservation reader citation impression click prospect newsletter-subscriber stargazer star
			upsell cross-sell contract engagement income profit margin turnover grant seed-funding account seat
			backlink inbound-link media-mention award adopter tenant borrower learner graduate volunteer member membership
			conversion purchase checkout redemption pledge petition respondent response reference review advocate
			fan supporter beneficiary farmer family refugee caller tester beta-user beta-tester evangelist`,
		/** What is counted or measured. */
		metric: `
			revenue sale arr mrr acv gmv profit margin ebitda income cost churn retention conversion rate ratio percentage percent
			share number
			count volume amount total traffic pageview impression click ctr nps csat ces score rating latency time
			uptime downtime availability throughput defect bug incident complaint backlog lead-time cycle-time turnaround wait
			duration delay attendance enrollment enrolment absenteeism attrition headcount admission readmission infection
			mortality yield scrap waste emission consumption accident injury inventory stock aov cac ltv clv arpu arppu cpa cpc cpl roi
			roas spend donation follower sign-up signup registration download subscriber frequency mttr mttd mtbf capacity
			utilization utilisation occupancy accuracy precision recall activation dau mau wau quota overtime sickness
			error crash outage vulnerability ticket call return refund chargeback escalation turnover expense budget price fee
			debt-ratio payback runway burn cash balance rank ranking position grade mark literacy weight temperature distance
			speed age length size level depth width height index average median mean percentile quantile
			employee-turnover staff-turnover win-rate open-rate close-rate bounce-rate pass-rate dropout drop-off
			wishlist unsubscribe opt-out opt-in footfall punctuality mileage arrears deficit surplus overspend underspend waitlist
			waiting-list wip dso dpo dio mape rmse auc mtta slo ttfb lcp inp cls fcp jitter changeover absence truancy recidivism
			reoffending relapse fracture ulcer los length-of-stay dwell-time basket-size sell-through load-factor tonne ton litre
			liter kg energy electricity fuel pollution noise playtime session stickiness re-admission mislabel misdelivery
			short-shipment late-delivery overrun penalty fine hospitalization hospitalisation dropout-rate
			cancellation abandonment no-show shrinkage stockout stock-out spoilage fill-rate on-time sla kpi usage view visit visitor
			user customer client member order booking lead deal installation transaction referral renewal
			vacancy response load-time page-load build-time coverage completion adherence compliance-rate participation
			adoption utilisation-rate turnaround-time time-to-market time-to-hire time-to-value vote hour day week minute
			enps nrr grr ndr logo-churn oee tco carbon co2 footprint kilometre kilometer mile watt kwh
			velocity effort headroom queue readership viewership listenership pipeline market-share unemployment crime case fatality`,
		/** Measured by asking or by a definition, and often only said. */
		softMetric: `satisfaction engagement loyalty productivity adoption usage participation happiness morale awareness efficiency quality`,
		/** What nobody can check without saying more. */
		soft: `
			culture communication collaboration quality awareness experience alignment process morale brand transparency
			visibility workflow relationship relation teamwork efficiency performance security reliability stability scalability
			knowledge understanding skill skillset capability reputation trust leadership innovation excellence mindset
			documentation usability maintainability readability environment wellbeing well-being diversity inclusion agility focus
			effectiveness success value impact presence expertise ownership accountability strategy ux ui infrastructure
			architecture debt risk motivation happiness cooperation synergy practice quality-of-life feedback-culture growth
			hygiene health team-spirit atmosphere harmony balance identity vision positioning service support onboarding
			productivity foundation confidence clarity resilience flexibility interoperability accessibility sustainability
			governance discipline rigor rigour community insight traction recognition partnership cohesion spirit competence
			thinking discoverability
			credibility authority momentum belonging empathy safety respect pride joy autonomy creativity maturity readiness
			fit buy-in craft craftsmanship cadence standard approach way organisation organization workplace company team people employee-experience`,
		/** So abstract that making it is no delivery: "build trust". */
		abstract: `
			culture trust relationship awareness reputation mindset environment experience community confidence alignment
			foundation workplace future movement relation loyalty understanding credibility team-spirit brand place
			presence leadership momentum value impact team organisation organization company world engine
			machine love habit clarity demand business resilience capability capacity value-proposition home sense atmosphere
			bond connection friendship appetite difference`,
		/** The bookkeeping of running something. */
		operation: `
			server system light operation uptime availability infrastructure website site service network platform backup
			compliance payroll book sla database cluster environment machine equipment building facility fleet helpdesk
			record account business schedule inventory plant line`,
		/** What a case is: its time limit is a service level. */
		unitOfService: `
			ticket request order case call claim invoice inquiry enquiry question complaint email message application
			incident issue alert bug shipment delivery parcel package appointment referral review pull-request pr permit payment
			refund return customer client patient user hire candidate applicant lead visitor student
			query report page transaction sample test repair booking reservation discharge admission job defect vulnerability`,
		/** Words of measuring that only point to what is measured. */
		measure: `number count share percentage percent rate ratio volume amount proportion fraction total average median mean sum quantity`,
		/** Who can notice. */
		audience: `
			customer client user buyer shopper consumer subscriber follower visitor viewer listener lead donor attendee participant
			applicant partner sponsor investor patient student pupil parent citizen resident household passenger guest reader
			prospect member volunteer learner graduate farmer family refugee caller employee staff colleague developer engineer
			designer manager leader executive team teacher nurse doctor physician clinician driver crew operator technician
			agent rep seller salesperson merchant vendor supplier contributor maintainer analyst scientist researcher auditor
			regulator neighbour neighbor people person everyone everybody anyone world public audience community
			newcomer hire joiner beginner child kid woman man youth adult senior veteran worker apprentice candidate recruiter
			talent stakeholder shareholder board business company enterprise startup smb sme region city town country
			traveller traveler commuter tenant borrower policyholder pilot fan player gamer creator author artist
			founder owner admin administrator librarian curator director principal professor faculty caregiver
			relative carer advocate supporter fundraiser beneficiary marketer us department ministry municipality taxpayer
			voter organisation organization group society village school hospital trainee cook chef
			retailer firm shop clinic bank dealer broker distributor wholesaler carrier contractor landlord freelancer agency
			university
			architect craftsman craftswoman shopkeeper grocer butcher plumber electrician carpenter mechanic pensioner guardian
			grandparent mum dad mother father son daughter toddler teenager teen adolescent asylum-seeker homeless survivor victim
			witness juror prisoner inmate officer firefighter soldier sailor fisherman grower breeder shepherd forester miner
			welder machinist picker packer courier dispatcher planner underwriter claimant adviser advisor accountant bookkeeper
			treasurer lawyer solicitor judge notary translator interpreter copywriter photographer filmmaker dancer actor singer
			composer choir orchestra spectator referee trainer swimmer runner climber skier camper holidaymaker tourist host
			superhost influencer streamer moderator hacker tinkerer sysadmin trade
			journalist publisher editor reviewer athlete musician inspector surgeon midwife paramedic pharmacist therapist
			kindergarten cyclist motorist pedestrian migrant rider walker hiker`
	},
	/** Praise and other words that everybody would sign. */
	hype: `
		best better great greater good excellent amazing awesome outstanding world-class best-in-class top-notch leading leader
		cutting-edge innovative modern robust scalable seamless delightful effective efficient high-quality strong stronger happy
		happier loved exceptional premier state-of-the-art user-friendly smooth healthy optimal strategic sustainable
		successful successfully transparent proactive next-level next-gen superior first-class unparalleled unmatched
		wonderful fantastic incredible remarkable impactful meaningful significant significantly substantially dramatically
		effectively efficiently professional high-performing top world-leading top-tier agile data-driven customer-centric
		customer-focused digital dynamic holistic synergistic more most highly high new continuous continuously
		operational excellence number-one fast faster quality superb perfect ideal proper properly overall`,
	/** Words without which the sentence of any team would still be the same. */
	generic: `
		a an the our we us to of in on for with and or by as at from into all every each any its their it that this be is are become
		becoming being make making do have has will more most very really truly company business team teams organisation
		organization department product products service services solution solutions process processes quality
		customer customers client clients user users people employee employees performance efficiency productivity growth
		success value excellence communication collaboration culture innovation experience experiences level next
		things thing everything work working job way ways area areas results result goal goals target targets
		overall general various different kind market industry world place brand strategy operations operational impact
		improve increase enhance optimize optimise strengthen drive ensure achieve deliver provide create build develop
		grow boost focus foster support maintain keep continue reach help enable empower reduce raise get maximize maximise
		take bring manage lead transform accelerate satisfaction engagement awareness effectiveness alignment transparency
		relationship relationships leadership reputation morale skills capabilities knowledge expectations exceed meet
		continuously internal external key core main important better than before possible stakeholders stakeholder
		not smarter harder data driven synergy synergies unit units forward together fit ready lean cross-functional cross
		functional mindset purpose-driven results-driven future-proof thought innovate innovative transformation digital
		agility excellent
		expand number one win provider ourselves establish attract retain talent financial stability supply chain
		customer-centricity first scale delight inspire sustain succeed thrive recognized recognised known perceived seen look
		feel
		revenue profitability profitable competitive advantage position everyone sustainable`,
	/** Yes or no, with nothing between. */
	states: `
		live ready available operational launched certified compliant approved signed accredited done complete completed online
		in-place in-production finished decided documented fixed released implemented established chosen agreed secured`,
	certificates: `
		certification certificate certified accreditation accredited compliance compliant attestation audit soc iso hipaa
		pci gdpr fedramp recertification`,
	/** One person's own skill, career or habit. */
	personal: `
		promoted promotion career résumé resume cv marathon half-marathon gym meditate meditation yoga workout diet journal
		journaling toefl ielts degree bachelor master mba phd thesis hobby linkedin salary pay-raise vacation
		holiday weight fitness jogging sleep bedtime spanish french piano guitar toastmasters myself spouse kilo`,
	ownSkill: `learn read study practise practice master memorize memorise meditate journal exercise jog run swim sleep wake-up wake`,
	me: `i my me myself mine i'm i'll i've`,
	/** Nouns before a number that make a name of it. */
	labels: `
		tier level phase stage version release type class grade step wave sprint day week month year article section
		chapter part paragraph clause iso soc pci rfc series round area zone building room floor route platform model form gen
		generation
		no nr p priority sev severity cohort page line gate terminal block ward horizon scope option pillar
		objective kr goal okr quarter trimester act rule category cat module lesson iteration milestone mission apollo
		angular react python java node nodejs php postgres postgresql mysql windows ios android vue rails django spring ubuntu
		debian
		rhel centos kubernetes k8s net dotnet svelte typescript scala ruby swift kotlin elasticsearch kafka oracle sap sql
		server office microsoft sharepoint exchange http https ipv wifi usb bluetooth iphone galaxy pixel playstation xbox log4j
		wcag tls ssl machine reactor turbine boiler hall site campus kiln crane pump robot district batch lot aisle pier dept
		department shift unit substation windmill plot
		euro top gmp iec en din astm hl fhir icd ifrs basel solvency eurovision forbes fortune ftse dax
		appendix annex exhibit figure table slide bus tram highway interstate division ring studio kindergarten bay dock`,
	timeUnits: `
		ms millisecond second sec secs s minute min mins hour hr hrs h day week month year quarter business-day working-day
		fortnight
		workday weekday night decade`
};
