package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.conversation.Intent.AnswerTo;
import dev.perfadvisor.engine.conversation.Intent.Concession;
import dev.perfadvisor.engine.conversation.Intent.Correction;
import dev.perfadvisor.engine.conversation.Intent.Courtesy;
import dev.perfadvisor.engine.conversation.Intent.FollowUp;
import dev.perfadvisor.engine.conversation.Intent.General;
import dev.perfadvisor.engine.conversation.Intent.OffTopic;
import dev.perfadvisor.engine.conversation.Intent.Symptom;
import dev.perfadvisor.engine.conversation.Intent.TakesBack;
import dev.perfadvisor.engine.conversation.Intent.Unanswered;
import dev.perfadvisor.engine.conversation.Intent.Unanswered.Sort;
import dev.perfadvisor.engine.conversation.Intent.Unsure;
import dev.perfadvisor.engine.conversation.Intent.WantsComparison;
import dev.perfadvisor.engine.conversation.Intent.WantsNext;
import dev.perfadvisor.engine.conversation.Intent.WantsPlan;
import dev.perfadvisor.engine.conversation.Intent.WantsWhy;
import dev.perfadvisor.engine.diagnosis.GuideIndex;
import dev.perfadvisor.engine.diagnosis.Heard;
import dev.perfadvisor.engine.diagnosis.Relevance;
import dev.perfadvisor.engine.evidence.problem.ProblemReader;
import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.Guide;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Says what a message is meant for, by what was asked before and by its words. */
final class IntentReader {

    private static final double ON_TOPIC = 1;

    /** Once there is a case, what is said is more likely to be about it. */
    private static final double ON_TOPIC_IN_CASE = 0.5;

    /** How much more a text must be like sentences about slow programs than like those about other things. */
    private static final double RATHER = 1.4;

    /** How much less, for what its words say of the trade; and once there is a case, or when a time or slowness is said. */
    private static final double BY_RELEVANCE = 0.3;

    private static final double BY_CIRCUMSTANCE = 0.4;

    /** Score below which a text is like neither. */
    private static final double LEAST = 4;

    private static final int SHORT = 60;

    private static final Pattern UNSURE = Pattern.compile(
            "^(?:sorry,? )?(?:i (?:really )?(?:do not|don't|dont|can't|cannot) (?:know|tell|say)|no (?:idea|clue)|not sure"
                    + "|idk|dunno|unknown|hard to (?:say|tell)|i have no (?:idea|clue)|who knows|skip|no answer|\\?)\\b.*");
    private static final Pattern DENIAL = Pattern.compile(
            "^(?:no\\b[,.! ]|nope|nah|wrong|that(?:'s| is)? (?:wrong|not (?:it|right|true|so|correct))|that can(?:'t|not) be|not true"
                    + "|incorrect|actually|correction|sorry|i was wrong|i meant|i mean|it(?:'s| is) not\\b|it isn't|we (?:have|use) no\\b"
                    + "|there is no\\b|there(?:'s| are) no\\b).*");
    /** What comes behind the "not". */
    private static final Pattern DENIED = Pattern.compile(
            "\\b(?:not|isn't|aren't|no|never|without) (?:be |caused by |because of |due to |have |use |an? |the |any |our )*([^.,;!?]{2,60})");

    private static final Pattern THAT = Pattern.compile(
            "^(?:no|nope|nah|wrong|incorrect|not true)[.! ]*$|.*\\b(?:that(?:'s| is)? (?:wrong|not (?:it|right|true|so|correct))|that can(?:'t|not) be|it(?:'s| is) not that)\\b.*");
    private static final Pattern GREETING = Pattern.compile(
            "^(?:hi|hello|hey|good (?:morning|evening|day|afternoon)|moin|servus)\\b[ ,!.]*(?:there|all|advisor)?[ !.]*$");
    private static final Pattern THANKS =
            Pattern.compile("^(?:thanks?|thank you|thx|cheers|great|perfect|ok|okay|cool|nice|bye)\\b.{0,30}$");
    private static final Pattern CACHING = Pattern.compile(
            ".*\\b(?:which|what|how|should|when|where|best|do (?:i|we)|can (?:i|we))\\b.*\\b(?:cach\\w*|ttl|redis|memcached|cdn|memoiz\\w*)\\b.*");
    /** Asks how something is done well, or what to choose. */
    private static final Pattern PRACTICE = Pattern.compile(
            "^(?:so |and |ok,? |hi,? |please |can you tell me |tell me )?(?:which|what|how|when|where|should|shall|do (?:i|we)|does|would|will|can|is|are|best|"
                    + "\\w+ or \\w+)\\b.*");
    /** Says that something is wrong now, and wants its cause. */
    private static final Pattern COMPLAINT = Pattern.compile(
            ".*\\b(?:slow|slower|sluggish|times? out|timed out|errors?|fails?|failing|takes (?:ages|forever|too long|\\d)|stuck|hangs?|freezes?|"
                    + "(?:is|are) (?:at|only|poor|low|full|empty|too)|run out of|no matter|low|4mb|exhausted)\\b.*");

    /** Says that something takes long. */
    private static final Pattern SLOW = Pattern.compile(
            "\\b(?:slow(?:er|ly|ness)?|sluggish|lag(?:s|gy)?|hangs?|hanging|freezes?|crawls?|times? out|takes (?:ages|forever|too long))\\b");

    private static final Pattern WHAT_IS = Pattern.compile(
            "^(?:what(?:'s| is| are| does)|explain|define|tell me about)\\b(?: an?| the)? (.{2,60}?)(?: mean)?\\??$");
    private static final Pattern HOW_TO = Pattern.compile(
            "^how (?:do|can|should|would) (?:i|we) (?:make|take|get|record|collect|start|enable|switch on|turn on|create|do|run|log|see)\\b.*");

    private static final Pattern FIGURE =
            Pattern.compile("\\d ?(?:ms|s|sec|seconds?|%|rps|qps|req/s|gb|mb|users?)(?![a-z])");
    private static final Pattern TIME = Pattern.compile(
            "\\b(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty) ?(?:ms|millis\\w*|s|secs?|seconds?|min|minutes?|%)(?![a-z])");
    private static final Pattern ENDPOINT = Pattern.compile("(?:^| )/[a-z][\\w/-]+");

    private final RuleBook book;
    private final Relevance relevance;
    private final GuideIndex guides;
    private final Suspects suspects;
    private final Glossary terms;
    private final Admission admission;
    private final Function<String, Heard> ear;
    private final ProblemReader components = new ProblemReader(Map.of());

    /** @param ear what a text sounds like */
    IntentReader(RuleBook book, Relevance relevance, Function<String, Heard> ear) {
        this.ear = ear;
        this.book = book;
        this.relevance = relevance;
        this.guides = new GuideIndex(book.guides(), book.vocabulary());
        this.suspects = new Suspects(book, relevance);
        this.terms = new Glossary(book.glossary());
        this.admission = new Admission(suspects);
    }

    Intent read(Case current, String message) {
        var text = message.strip().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        var asked = current.asked();
        if (UNSURE.matcher(text).matches()) {
            return new Unsure();
        }
        if (Phrasing.takesBack(text)) {
            return new TakesBack();
        }
        if (current.result() != null
                && admission.in(current, text)
                && denied(current, text).isEmpty()) {
            return new Concession(message, admission.of(current, text));
        }
        var followUp = current.result() == null ? Optional.<Intent>empty() : followUp(current, text);
        if (followUp.isPresent()) {
            return followUp.get();
        }
        var request = request(current, text);
        if (request.isPresent() && !(request.get() instanceof WantsComparison)) {
            return request.get();
        }
        if (asked != null) {
            var answer = answer(asked, text);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        if (GREETING.matcher(text).matches()) {
            return new Courtesy(false);
        }
        if (THANKS.matcher(text).matches() && relevance.of(text) < ON_TOPIC) {
            return new Courtesy(true);
        }
        return request.or(() -> general(current, text))
                .or(() -> nearest(current, text))
                .orElseGet(() -> statement(current, message, text));
    }

    /** A question about the diagnosis; what asks for a report, or how a change is checked, is a request. */
    private Optional<Intent> followUp(Case current, String text) {
        if (Request.WHAT_FIRST.isIn(text) && new Named(current, relevance).decided()) {
            return Optional.of(new FollowUp(Matter.FIRST, List.of()));
        }
        if (Request.COMPARISON.isIn(text)
                || Request.PLAN.isIn(text)
                || FIGURE.matcher(text).find()) {
            return Optional.empty();
        }
        if (Request.CHECK.isIn(text)) {
            return Optional.of(new WantsComparison());
        }
        var matter = MatterReader.read(text);
        if (matter.isPresent()) {
            return Optional.of(new FollowUp(
                    matter.get(),
                    new Named(current, relevance).cause(text).stream().toList()));
        }
        // Where nothing was measured, what somebody supposes is all there is to go by.
        var suspicion = MatterReader.suspected(text)
                .or(() -> current.attached().isEmpty() ? Optional.empty() : MatterReader.supposed(text))
                .map(suspects::each)
                .filter(named -> !named.isEmpty())
                .<Intent>map(Intent.Suspects::new);
        return suspicion.or(() -> named(current, text)).or(() -> proposed(current, text));
    }

    /** A change that somebody has in mind: one of the diagnosis, or one against a cause that it may not be. */
    private Optional<Intent> proposed(Case current, String text) {
        var result = current.result();
        if (result == null || current.attached().isEmpty() || !MatterReader.asks(text)) {
            return Optional.empty();
        }
        if (new Proposal(relevance, result).isKnown(text)) {
            return Optional.of(new FollowUp(Matter.PROPOSAL, List.of()));
        }
        return Proposal.remedy(text)
                .map(suspects::remedied)
                .filter(causes -> !causes.causes().isEmpty())
                .map(causes -> new Intent.Suspects(List.of(causes)));
    }

    /** A question that names what a finding is about. */
    private static Optional<Intent> named(Case current, String text) {
        var result = current.result();
        return result != null
                        && MatterReader.asks(text)
                        && !new Mentions(result).name(text).isEmpty()
                ? Optional.of(new FollowUp(Matter.NAMED, List.of()))
                : Optional.empty();
    }

    /** A question that findings bear on, though none of the answers is made for it. */
    private Optional<Intent> nearest(Case current, String text) {
        var result = current.result();
        return result != null
                        && !current.attached().isEmpty()
                        && MatterReader.asks(text)
                        && !new Mentions(result).nearest(relevance, text).isEmpty()
                ? Optional.of(new FollowUp(Matter.NEAREST, List.of()))
                : Optional.empty();
    }

    private Optional<Intent> request(Case current, String text) {
        if (Request.COMPARISON.isIn(text)) {
            return Optional.of(new WantsComparison());
        }
        if (Request.NEXT.isIn(text)) {
            return Optional.of(new WantsNext());
        }
        if (Request.PLAN.isIn(text)) {
            return Optional.of(new WantsPlan());
        }
        boolean describes = Request.DESCRIBES.isIn(text)
                && (relevance.of(text) >= ON_TOPIC || FIGURE.matcher(text).find());
        if (Request.WHY.isIn(text) && !describes) {
            return Optional.of(
                    new WantsWhy(new Named(current, relevance).cause(text).orElse("")));
        }
        return Optional.empty();
    }

    private Optional<Intent> general(Case current, String text) {
        var collected = HOW_TO.matcher(text).matches() ? collectable(text) : Optional.<String>empty();
        if (collected.isPresent()) {
            return Optional.of(new General("collect:" + collected.get(), text));
        }
        var term = terms.asked(text);
        if (term.isPresent()) {
            return Optional.of(new General("term:" + term.get().id(), text));
        }
        var cause = defined(text);
        if (cause.isPresent()) {
            return Optional.of(new General("cause:" + cause.get().id(), text));
        }
        var guide = guide(current, text);
        if (guide.isPresent()) {
            return Optional.of(new General("guide:" + guide.get().id(), text));
        }
        if (CACHING.matcher(text).matches()) {
            return Optional.of(new General("caching", text));
        }
        return Optional.empty();
    }

    /** The cause whose meaning a short question asks for. */
    private Optional<CauseDefinition> defined(String text) {
        var definition = WHAT_IS.matcher(text);
        return definition.matches() && text.length() < SHORT ? suspects.defined(definition.group(1)) : Optional.empty();
    }

    /** The guide that a question of practice asks for, where it is about the performance of programs at all. */
    private Optional<Guide> guide(Case current, String text) {
        // What is asked of a case that is decided is asked of what was measured, unless it asks what one does.
        boolean practice = PRACTICE.matcher(text).matches()
                && !COMPLAINT.matcher(text).matches()
                && (!new Named(current, relevance).decided() || Request.ADVICE.isIn(text));
        return practice && relevance.of(text) >= ON_TOPIC_IN_CASE ? guides.find(text) : Optional.empty();
    }

    private Optional<String> collectable(String text) {
        var terms = relevance.terms(text);
        return book.collectables().stream()
                .filter(one ->
                        relevance.terms(one.id().replace('-', ' ')).stream().anyMatch(terms::contains)
                                || one.command().lines().anyMatch(line -> text.contains(line.split(" ", 2)[0])))
                .map(one -> one.id())
                .findFirst();
    }

    private Intent statement(Case current, String message, String text) {
        boolean known = current.result() != null;
        boolean detail =
                known && (FIGURE.matcher(text).find() || ENDPOINT.matcher(text).find());
        if (known && DENIAL.matcher(text).matches()) {
            var causes = denied(current, text);
            boolean denies = !causes.isEmpty()
                    || THAT.matcher(text).matches()
                    || !components.read(text).excluded().isEmpty();
            return new Correction(message, causes, detail || !denies);
        }
        var unanswered =
                known && !(detail && Request.DESCRIBES.isIn(text)) ? Phrasing.unanswered(text) : Optional.<Sort>empty();
        if (unanswered.isPresent() && (detail || unanswered.get() == Sort.PATH || about(current, message))) {
            return new Unanswered(unanswered.get());
        }
        return detail || onTopic(current, message) ? new Symptom(known ? told(message) : message) : new OffTopic();
    }

    /** What a message tells, without what it asks beside. */
    private static String told(String message) {
        var told = Phrasing.telling(message);
        return told.isEmpty() ? message : told;
    }

    /** Whether a question or an order has to do with the case at all: by a word of the trade, or by what it sounds like. */
    private boolean about(Case current, String message) {
        return relevance.of(message.toLowerCase(Locale.ROOT)) >= ON_TOPIC_IN_CASE || onTopic(current, message);
    }

    /** One sentence is enough: what else is said beside it takes nothing back. */
    private boolean onTopic(Case current, String message) {
        return sounds(current, message) || Phrasing.sentences(message).anyMatch(sentence -> sounds(current, sentence));
    }

    private boolean sounds(Case current, String message) {
        var text = message.toLowerCase(Locale.ROOT);
        var heard = ear.apply(message);
        double relevant = relevance.of(text);
        boolean inCase = !current.isEmpty() && relevant >= ON_TOPIC_IN_CASE;
        double rather = RATHER
                - BY_RELEVANCE * Math.min(2, relevant)
                - (inCase || TIME.matcher(text).find() || SLOW.matcher(text).find() ? BY_CIRCUMSTANCE : 0);
        return heard.trouble() >= LEAST && heard.trouble() > rather * heard.elsewhere();
    }

    private List<String> denied(Case current, String text) {
        var named = new Named(current, relevance);
        if (THAT.matcher(text).matches()) {
            return named.cause(text).or(named::first).stream().toList();
        }
        var phrase = DENIED.matcher(text);
        return phrase.find() ? named.cause(phrase.group(1)).stream().toList() : List.of();
    }

    /** The option that a short message means, or that one alone of the options' words is in. */
    private Optional<Intent> answer(String asked, String text) {
        var question = book.question(asked);
        if (question.isEmpty() || text.length() > 2 * SHORT) {
            return Optional.empty();
        }
        return Answers.option(question.get(), text).map(option -> new AnswerTo(asked, option.id()));
    }
}
