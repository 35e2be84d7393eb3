package analysis;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.id.IndonesianStemFilter;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;
import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.StringSetting;

/** The filter `stemmer` of the full distribution, for the one language this product asks of it. */
@NamedComponent("stemmer")
public class Stemmer implements TokenFilterFactory {

    @AnalysisSettings
    public interface Options {
        @StringSetting(path = "language", defaultValue = "")
        String language();
    }

    /** The server also makes one without any option, for indices that do not name it. */
    @Inject
    public Stemmer(Options options) {
        if (options.language().isEmpty() == false && options.language().equals("indonesian") == false) {
            throw new IllegalArgumentException("stemmer for tests knows indonesian only, not " + options.language());
        }
    }

    @Override
    public TokenStream create(TokenStream input) {
        return new IndonesianStemFilter(input);
    }
}
