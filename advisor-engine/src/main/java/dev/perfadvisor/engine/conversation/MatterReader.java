package dev.perfadvisor.engine.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises questions about the diagnosis at hand. */
final class MatterReader {

    /** Questions about what is known already are short; what is longer tells something. */
    private static final int LONGEST = 100;

    private static final Pattern QUESTION = Pattern.compile(
            "^(?:(?:and|so|but|ok|okay|well|hm+|please|hey|then|sorry)\\b[,. ]*)*(?:what|which|who|when|where|why|how|is|isn't|are|aren't"
                    + "|was|were|can|could|do|does|did|have|has|will|would|should|shall|may|might|any|anything|since|show|tell|give|explain"
                    + "|let me|list|print|name|describe|summar\\w+|tl;?dr|in (?:short|brief|plain|simple|a nutshell|\\w+ (?:words|sentences?)))\\b.*|.*\\?$");

    private static final String MEASURED =
            "\\b(?:measurements?|data|recordings?|numbers?|figures?|load test|test run|evidence|logs?|results?)\\b";

    /** The thing that the change is. */
    private static final String CHANGE =
            "(?:it|this|that|they|the (?:\\w+ )?(?:fix|change|work|remedy|repair)|(?:fix|creat|add|chang|build|mak|sett|do)ing \\w+.*|to \\w+.*)";

    /** Phrases by matter; the first that is found counts. */
    private static final Map<Matter, Pattern> PHRASES = phrases();

    /** What may be the cause, behind words that ask for it. */
    private static final Pattern SUSPECTED = Pattern.compile("(?:"
            + "\\b(?:is|was|could|can|may|might|would|must)(?:n't)? (?:it|this|that|the (?:problem|cause|bottleneck|reason|culprit))\\b(?: not)?(?: be)?"
            + "|^(?:\\w+,? ){0,2}(?:is|are|was|were|isn't|aren't)(?= .*\\b(?:to blame|the (?:problem|cause|culprit|bottleneck|reason|issue)"
            + "|involved|fine|ok|okay|too \\w+|slow|overloaded|busy|full|exhausted|overworked|guilty|innocent|at fault|responsible|behind (?:it|this|that))\\b)"
            + "|\\bdo(?:n't)? you (?:think|believe|suspect|mean)(?: that)?"
            + "|\\bwhy (?:not|isn't it|is it not|isn't)"
            + "|\\b(?:did|have|can|could|do) you (?:rule[d]? out|check(?:ed)?|consider(?:ed)?|exclude[d]?|look(?:ed)? (?:at|into))"
            + "|\\b(?:what|how) about"
            + ") (.+)");

    private static final String OPINION =
            "(?:(?:i|we) (?:(?:still|really|now|also|do) )?(?:think|believe|guess|suspect|bet|assume|fear|am sure|would say|'d say)(?: that)?"
                    + "|maybe|perhaps|probably|surely|clearly|obviously|my (?:guess|theory|hunch|bet) is(?: that)?)[, ]+";

    private static final String IT_IS = "(?:it|this|that|the (?:problem|cause|culprit|bottleneck|reason))"
            + "(?:'s| is| was| must be| may be| might be| could be| has to be)"
            + "(?: (?:really|indeed|actually|probably|surely|clearly|just|all|in fact))*(?: because of| due to| caused by| in)? ";

    /** Says what it is, or may be: the article tells a thing from what one says of it. */
    private static final Pattern SUPPOSED =
            Pattern.compile("^(?:(?:no|yes|ok|okay|well|hm+|but|and|so|sorry|ah|oh|right)\\b[,.! ]*)*(?:(?:" + OPINION
                    + ")+(?:" + IT_IS + ")?|" + IT_IS
                    + "(?=(?:the|an?|our) ))(?!.*\\bslow)((?:[\\w'/+-]+ ?){1,5}?)(?: after all)?(?:[,;.!].*)?$");

    /** Asks for the cause, whatever it is. */
    private static final Pattern WHY =
            Pattern.compile("^(?:\\w+,? ){0,2}why (?:is|are|was|were|does|do|did)\\b(?! it not\\b).*");

    private MatterReader() {}

    private static Map<Matter, Pattern> phrases() {
        var phrases = new LinkedHashMap<Matter, Pattern>();
        phrases.put(
                Matter.SUMMARY,
                Pattern.compile(
                        "^(?:(?:please|give me|can i have|show me|write|make|a|an|the|short|brief|quick)\\b ?)*(?:summar\\w+|tl;?dr)\\b"
                                + "|\\bwhat (?:do|should|can|shall|could|must) (?:i|we) (?:tell|say|report|write|answer)\\b"
                                + "|^(?:please )?(?:explain|describe|tell|say|put|summar\\w+)\\b.*\\b(?:simply|simple (?:words|terms)|plain \\w+|short(?:ly)?|briefly|nutshell"
                                + "|(?:one|two|three|few|\\d) (?:sentences?|words)|(?:to|for) (?:my|our|the) (?:boss|manager|managers|management|team|customers?|colleagues?|client|cto|ceo|chef|lead|users?))\\b"
                                + "|^in (?:short|brief|plain|simple|a nutshell|(?:one|two|three|few|\\d) (?:words|sentences?))\\b"));
        phrases.put(
                Matter.UNDO,
                Pattern.compile(
                        "\\b(?:undo|undone|revert(?:ed)?|reverse|roll(?:ed|ing)? (?:it |this |that |them )?back|back (?:it|this|that) out"
                                + "|(?:set|put|take|change|go) (?:\\w+ ){0,3}back)\\b"));
        phrases.put(
                Matter.TRUST,
                Pattern.compile(
                        "\\b(?:trust|rely on|reliable|valid|usable|distort\\w*|skew\\w*|falsif\\w*|bias\\w*|representative|good enough|correct)\\b.*"
                                + MEASURED + "|" + MEASURED
                                + ".*\\b(?:trust\\w*|reliable|valid|usable|distort\\w*|skew\\w*|falsif\\w*|bias\\w*|representative"
                                + "|good enough|correct|ok|okay)\\b"));
        phrases.put(
                Matter.CHANGE,
                Pattern.compile(
                        "\\b(?:sql|statement|ddl|command|code|snippet|lines?|config\\w*)\\b.*\\b(?:for|to|of|that)\\b.*\\b(?:index|fix|change|remedy|solution"
                                + "|creat\\w+|adds?|adding|repairs?|solves?)\\b|^(?:please )?(?:show|give|tell)(?: me)? the (?:fix|change|remedy|solution)\\b|\\bcreate (?:\\w+ )?index (?:statement|command|sql)\\b"));
        phrases.put(
                Matter.SETTING,
                Pattern.compile(
                        "^(?:and |so |but )?(?:what(?:'s| is| are)|how (?:large|big|many|high|small|long))\\b.*\\b(?:now|currently|at the moment|right now|at present"
                                + "|today|set to|configured|in use)\\b"));
        phrases.put(
                Matter.BASIS,
                Pattern.compile(
                        "\\bwhat (?:did|have|do) you (?:look|read|use|see|seen|analy[sz]e|have|know|go by)\\w*"
                                + "|\\b(?:which|what) (?:files?|evidence|data|logs?|recordings?) (?:did|have) you|\\b(?:based|rest(?:s|ing)?|built) on\\b"));
        phrases.put(
                Matter.STATEMENT,
                Pattern.compile(
                        "\\b(?:which|what|show|see|give|print|display|list|tell|name)\\b.*\\b(?:statements?|quer(?:y|ies)|sql|selects?)\\b"));
        phrases.put(
                Matter.EFFORT,
                Pattern.compile("\\bhow long (?:will|would|does|do|could|might|should) " + CHANGE
                        + "(?: \\w+)? ?(?:take|need|last)\\b"
                        + "|\\bhow (?:much|many) (?:work|effort|days?|hours?|time (?:will|would|does|do|must|should) (?:"
                        + CHANGE + "|i|we))\\b"
                        + "|\\bhow (?:hard|difficult|complex|complicated|easy|expensive|laborious) (?:is|are|will|would)\\b"
                        + "|\\bhow (?:big|large) (?:is|will|would) (?:it|this|that|the (?:\\w+ )?(?:fix|change|work|effort|remedy))\\b"
                        + "|\\b(?:a lot of|much|hard|easy|big|small|quick|simple|difficult) (?:work|effort|job|change|fix|to (?:fix|do|change))\\b"
                        + "|\\beffort\\b(?!.*\\bworth)(?<!worth the effort)"));
        phrases.put(
                Matter.RISK,
                Pattern.compile(
                        "\\b(?:risk\\w*|danger(?:s|ous)?|side.?effects?|(?:break|go(?:es)? wrong|fail)(?= ?\\?|$| .*\\b(?:when|if|then)\\b)|safe(?:ly)?"
                                + "|downsides?|drawbacks?)\\b"
                                + "|\\b(?:will|would|does|do|can|could|may|might) (?:it|this|that|(?:the|an?) (?:\\w+ )?(?:index|fix|change|remedy))\\b.*"
                                + "\\b(?:slow|lock|block|hurt|affect|impact|harm|interrupt|stop|disturb|cost|down)\\w*\\b"));
        phrases.put(
                Matter.GAIN,
                Pattern.compile(
                        "\\b(?:what|how (?:much|many|far))\\b.*\\b(?:bring|brings|gain|win|save|benefits?|improve\\w*|speed.?up|earn|buy)\\b"
                                + "|\\bhow much (?:of )?(?:\\w+ )?(?:faster|quicker|better|shorter)\\b|\\bworth\\b|\\bpay(?:s)? off\\b"
                                + "|\\bwhat (?:do|would|will) (?:i|we) get\\b"));
        phrases.put(
                Matter.CERTAINTY,
                Pattern.compile("\\bhow (?:sure|certain|confident|reliable|likely|trustworthy|probable)\\b"
                        + "|\\b(?:are|is|were) (?:you|that|this|it)\\b.{0,25}\\b(?:sure|certain|confident|reliable|guess(?:ing|ed|work)?|proven|speculation)\\b"
                        + "|\\b(?:could|can|may|might) (?:you|this|that|it) be (?:wrong|mistaken|a (?:mistake|false alarm|false positive|coincidence))\\b"
                        + "|\\b(?:probability|likelihood|confidence|chances?|certainty)\\b|\\bcan (?:i|we) trust\\b"));
        phrases.put(
                Matter.VERDICT,
                Pattern.compile(
                        "^(?:(?:so|and|but|ok|okay)\\b[, ]*)*(?:is|are) (?:it|this|that|we|everything|all|the (?:service|api|app|application|system|site|latency|p\\d\\d|response times?))"
                                + " (?:now )?(?:fast|quick|good|healthy|acceptable|normal|all right|within)(?: enough)?\\b"));
        phrases.put(
                Matter.START,
                Pattern.compile(
                        "\\bsince when\\b|\\bwhen\\b.*\\b(?:start(?:ed)?|beg[aiu]n|happen(?:ed)?|occur(?:red)?|appear(?:ed)?|first)\\b"
                                + "|\\bhow long (?:has|have|is|was|did) (?:this|it|that|the \\w+)\\b.*\\b(?:been|going|gone|like|so|existed|lasted?)\\b"));
        phrases.put(
                Matter.URGENCY,
                Pattern.compile(
                        "\\bignore\\b|\\b(?:can|could|may|should|must) (?:i|we|it|this|that)\\b.*\\b(?:wait|postpone[d]?|skip(?:ped)?|leave|live with)\\b"
                                + "|\\bhow (?:bad|severe|serious|urgent|critical|grave|important)\\b|\\b(?:do|does|did) nothing\\b"
                                + "|\\b(?:is|are) (?:it|this|that|they)\\b.{0,12}\\b(?:bad|severe|serious|urgent|critical|a (?:real |big )?problem|important)\\b"
                                + "|\\b(?:don't|do not|didn't|never|not) (?:fix|change|do anything|touch)\\b"));
        phrases.put(
                Matter.FIRST,
                Pattern.compile(
                        "\\b(?:which|what|where)\\b.*\\b(?:first|most (?:important|urgent|pressing)|matters? most|begin|start|priorit\\w+|biggest|worst|main)\\b"));
        phrases.put(
                Matter.OTHERS,
                Pattern.compile(
                        "\\b(?:what|any|anything|something|which|there|more)\\b.*\\b(?:else|others?|another|alternatives?|further)\\b"
                                + "(?!.*\\b(?:need|collect|measure|send|attach|provide|do)\\b)"));
        phrases.put(
                Matter.PLACE,
                Pattern.compile(
                        "\\b(?:where|which|what|whose)\\b.*\\b(?:code|services?|peers?|hosts?|class(?:es)?|methods?|functions?|lines?|parts?|places?|endpoints?|urls?|tables?|locks?|monitors?"
                                + "|modules?|components?|requests?|pages?)\\b|^(?:and |so )?where (?:is|does|do|exactly|precisely)\\b"
                                + "|\\b(?:our|us|we|ours|their|theirs|them|they|whose) (?:fault|side|end|doing|problem|bug)\\b"
                                + "|\\b(?:us|we|ours|our side|our end) or (?:them|they|theirs|their|the)\\b"));
        return phrases;
    }

    /** What a text in lower case asks of a diagnosis. */
    static Optional<Matter> read(String text) {
        if (!asks(text)) {
            return Optional.empty();
        }
        return PHRASES.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether a text in lower case asks something, shortly. */
    static boolean asks(String text) {
        return text.length() <= LONGEST && QUESTION.matcher(text).matches();
    }

    /** What it is or may be, as a text in lower case says without asking; it may be no cause at all. */
    static Optional<String> supposed(String text) {
        var found = SUPPOSED.matcher(text);
        return text.length() <= LONGEST && found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** What a text in lower case suspects; it may be no cause at all. */
    static Optional<String> suspected(String text) {
        var found = SUSPECTED.matcher(text);
        boolean asks = QUESTION.matcher(text).matches() && !WHY.matcher(text).matches();
        return text.length() <= LONGEST && asks && found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
