package dumas.tests;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;
import org.elasticsearch.plugin.analysis.TokenizerFactory;
import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.BooleanSetting;
import org.elasticsearch.plugin.settings.ListSetting;

/** What the server's own store of users and API keys asks of analysis, and the distribution for tests has not. */
public final class KeyStoreAnalysis {

    @NamedComponent("uax_url_email")
    public static final class Addresses implements TokenizerFactory {
        @Override
        public Tokenizer create() {
            return new UAX29URLEmailTokenizer();
        }
    }

    @NamedComponent("pattern_capture")
    public static final class Captures implements TokenFilterFactory {
        private final boolean keepsWhole;
        private final Pattern[] patterns;

        @Inject
        public Captures(Options options) {
            keepsWhole = options.preserveOriginal();
            patterns = options.patterns().stream().map(Pattern::compile).toArray(Pattern[]::new);
        }

        @Override
        public TokenStream create(TokenStream input) {
            return new PatternCaptureGroupTokenFilter(input, keepsWhole, patterns);
        }

        @AnalysisSettings
        public interface Options {
            @BooleanSetting(path = "preserve_original", defaultValue = true)
            boolean preserveOriginal();

            @ListSetting(path = "patterns")
            List<String> patterns();
        }
    }

    @NamedComponent("unique")
    public static final class Unique implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream input) {
            return new EachOnce(input);
        }
    }

    private static final class EachOnce extends FilteringTokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final CharArraySet seen = new CharArraySet(8, false);

        EachOnce(TokenStream input) {
            super(input);
        }

        @Override
        protected boolean accept() {
            return seen.add(term.toString());
        }

        @Override
        public void reset() throws java.io.IOException {
            super.reset();
            seen.clear();
        }
    }

    private KeyStoreAnalysis() {}
}
