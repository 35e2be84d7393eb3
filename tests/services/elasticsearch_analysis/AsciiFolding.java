package analysis;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;
import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.BooleanSetting;

/** The filter `asciifolding` of the full distribution, without its option to keep the original. */
@NamedComponent("asciifolding")
public class AsciiFolding implements TokenFilterFactory {

    @AnalysisSettings
    public interface Options {
        @BooleanSetting(path = "preserve_original", defaultValue = false)
        boolean preserveOriginal();
    }

    @Inject
    public AsciiFolding(Options options) {
        if (options.preserveOriginal()) {
            throw new IllegalArgumentException("asciifolding for tests: preserve_original is not known here");
        }
    }

    @Override
    public TokenStream create(TokenStream input) {
        return new ASCIIFoldingFilter(input);
    }
}
