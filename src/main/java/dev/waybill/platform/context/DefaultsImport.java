package dev.waybill.platform.context;

import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;

/** Imports what {@link Defaults} names, last of all. */
final class DefaultsImport implements DeferredImportSelector {

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        MergedAnnotation<Defaults> defaults = importing.getAnnotations().get(Defaults.class);
        return new String[] {defaults.getClass("value").getName()};
    }
}
